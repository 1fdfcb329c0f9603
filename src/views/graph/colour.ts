/** Red, green and blue, each 0 to 255. */
export type Rgb = readonly [number, number, number];

const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];

/** WCAG's relative luminance. */
export function luminance([red, green, blue]: Rgb): number {
  const linear = (value: number): number =>
    value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** WCAG's contrast ratio, 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

/** The text colour that reads best on a ground: 4.5:1 or more on any. */
export function inkOn(ground: Rgb): Rgb {
  return contrast(ground, BLACK) > contrast(ground, WHITE) ? BLACK : WHITE;
}

export const css = ([red, green, blue]: Rgb): string => `rgb(${red} ${green} ${blue})`;

/**
 * Reads colours as the browser does, whatever their notation. What is no colour is `undefined`; what shines through
 * is mixed with `below`. Only its own numbers get any further, so no text from a graph reaches a style.
 */
export function colourReader(below: Rgb): (text: string | undefined) => Rgb | undefined {
  const known = new Map<string, Rgb | undefined>();
  const pixel = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const read = (text: string): Rgb | undefined => {
    if (!pixel || !CSS.supports('color', text) || text.includes('var(')) return undefined;
    pixel.fillStyle = css(below);
    pixel.fillRect(0, 0, 1, 1);
    pixel.fillStyle = text;
    pixel.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = pixel.getImageData(0, 0, 1, 1).data;
    return [red, green, blue];
  };
  return (text) => {
    if (text === undefined) return undefined;
    if (!known.has(text)) known.set(text, read(text.trim()));
    return known.get(text);
  };
}
