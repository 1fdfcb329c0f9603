import { fitScale, margin, type Placement, type Size, settled } from './fitting.js';

/** An image on its stage. */
export interface Picture {
  readonly image: HTMLImageElement;
  readonly stage: HTMLElement;
  readonly bar: HTMLElement;
  /** Of the image itself, in its own pixels. */
  size(): Size;
  /** What there is for a whole image, in CSS pixels: a larger one shows through below the bar too. */
  room(): Size;
  /** The scale at which the whole image is seen. */
  fit(): number;
  /** How high the stage must be for the image to be as wide as it can on one of that width, in CSS pixels. */
  heightAt(width: number): number;
  /** Lays the image there, or as near as keeps it on the stage; answers where it is. */
  lay(wanted: Placement): Placement;
}

export function pictureOn(stage: HTMLElement, image: HTMLImageElement, bar: HTMLElement, isDrawing: boolean): Picture {
  const room = () => ({ width: stage.clientWidth, height: bar.offsetTop });
  // A drawing may have no size of its own; then it takes the stage's.
  const size = () => ({
    width: image.naturalWidth || room().width,
    height: image.naturalHeight || room().height,
  });
  return {
    image,
    stage,
    bar,
    size,
    room,
    fit: () => fitScale(size(), room(), isDrawing),
    heightAt(width) {
      const scale = fitScale(size(), { width, height: Number.POSITIVE_INFINITY }, isDrawing);
      return image.naturalHeight * scale + 2 * margin + stage.clientHeight - bar.offsetTop;
    },
    lay(wanted) {
      const place = settled(size(), room(), wanted);
      // A real size and not only a transform: the browser then draws from the file, sharp at each step.
      image.style.width = `${size().width * place.scale}px`;
      image.style.translate = `${place.x}px ${place.y}px`;
      return place;
    },
  };
}
