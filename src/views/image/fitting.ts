/** CSS pixels, or an image's own. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** From the stage's top left corner, in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where the image's top left corner lies, and how many CSS pixels one of its pixels takes. */
export interface Placement extends Point {
  readonly scale: number;
}

/** Room around a fitted image, in CSS pixels. */
export const margin = 16;

/** The scale at which the whole image is seen. A drawing fills the stage; a small photograph stays as large as it is, for it would only blur. */
export function fitScale(image: Size, stage: Size, drawing: boolean): number {
  const room = Math.min(
    Math.max(stage.width - 2 * margin, 1) / image.width,
    Math.max(stage.height - 2 * margin, 1) / image.height,
  );
  return drawing ? room : Math.min(room, 1);
}

/** Keeps the image on the stage: centred along an axis where it is smaller, without a gap where it is larger. */
export function settled(image: Size, stage: Size, { scale, x, y }: Placement): Placement {
  const along = (position: number, length: number, room: number) =>
    length <= room ? (room - length) / 2 : Math.min(Math.max(position, room - length), 0);
  return {
    scale,
    x: along(x, image.width * scale, stage.width),
    y: along(y, image.height * scale, stage.height),
  };
}
