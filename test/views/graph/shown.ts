import { expect } from '@open-wc/testing';
import type { ViewOf } from '../../../src/contract/view.js';
import { mount } from '../../../src/views/graph/mount.js';
import { inside, isThere, named, surroundings, type SurroundingsOptions, until } from '../surroundings.js';
import { shop } from './samples.js';

type GraphView = ViewOf<'graph'>;

export interface ShowOptions extends Partial<Omit<SurroundingsOptions<GraphView>, 'view'>> {
  /** What the server sends; text is sent as it is. */
  readonly graph?: unknown;
  readonly asset?: string;
  readonly origin?: GraphView['origin'];
}

let clear: () => void = () => undefined;
/** For `afterEach`. */
export const clearShown = (): void => clear();

/** Mounts a graph on a page, 1000 × 700 unless told, and waits for all that comes after the picture. */
export async function show({ graph = shop, asset, origin = 'center', ...options }: ShowOptions = {}) {
  const text = typeof graph === 'string' ? graph : JSON.stringify(graph);
  const address = asset ?? URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const around = surroundings({
    view: { type: 'graph', asset: address, origin },
    width: 1000,
    height: 700,
    ...options,
  });
  clear = () => {
    around.clear();
    if (!asset) URL.revokeObjectURL(address);
  };
  const view = await mount(around.host, around.context);
  const { host } = around;
  const canvas = () => {
    const found = inside(host).querySelector('canvas');
    if (!found) throw new Error('No canvas');
    return found;
  };
  const panel = (name: string) => {
    const found = inside(host).querySelector(`section[aria-label="${name}"]:not([hidden])`);
    if (!found) throw new Error(`No panel ${name}`);
    return found;
  };
  return { ...around, view, canvas, panel };
}

export type Shown = Awaited<ReturnType<typeof show>>;

/** Until the bar is there, which comes after the picture. */
export const ready = ({ host }: Pick<Shown, 'host'>): Promise<void> =>
  until(() => inside(host).querySelector('.bar') !== null);

/** Until a frame has been drawn after what happened before. */
export async function drawn(): Promise<void> {
  for (let frames = 0; frames < 3; frames += 1) await new Promise((next) => requestAnimationFrame(next));
}

/** The colour of the canvas at a point of the stage, in CSS pixels. */
export function colourAt({ canvas }: Pick<Shown, 'canvas'>, x: number, y: number): number[] {
  const made = canvas();
  const ratio = made.width / made.clientWidth;
  const pen = made.getContext('2d');
  const [red = 0, green = 0, blue = 0] = pen?.getImageData(x * ratio, y * ratio, 1, 1).data ?? [];
  return [red, green, blue];
}

/** Presses the search's Enter on a node: the way to it that needs no eyes. */
export async function find(shown: Shown, text: string): Promise<void> {
  await ready(shown);
  const field = named<HTMLInputElement>(shown.host, 'Find a service or topic');
  field.focus();
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true, cancelable: true }));
  await drawn();
}

/** A press and release of a mouse or finger at a point of the stage. */
export function tap({ canvas }: Pick<Shown, 'canvas'>, x: number, y: number, pointerType = 'mouse'): void {
  drag({ canvas }, [[x, y]], pointerType);
}

export function drag(
  { canvas }: Pick<Shown, 'canvas'>,
  points: readonly (readonly [number, number])[],
  pointerType = 'mouse',
  pointerId = 1,
): void {
  const { left, top } = canvas().getBoundingClientRect();
  const send = (type: string, [x, y]: readonly [number, number]): void => {
    const at = { clientX: left + x, clientY: top + y, pointerId, pointerType, bubbles: true, cancelable: true };
    canvas().dispatchEvent(new PointerEvent(type, at));
  };
  // No real pointer is down, so none can be captured.
  canvas().setPointerCapture = () => undefined;
  const [first] = points;
  if (!first) return;
  send('pointerdown', first);
  for (const point of points) send('pointermove', point);
  send('pointerup', points.at(-1) ?? first);
}

/** axe finds nothing to complain of. */
export async function accessible(host: HTMLElement): Promise<void> {
  await drawn();
  // A colour on its way from one scheme to another reads badly for a moment.
  await until(() => inside(host).getAnimations().length === 0);
  await expect(host).to.be.accessible({
    // The view is a part of a page, which has the landmarks and the title.
    ignoredRules: ['region', 'page-has-heading-one'],
  });
}

export { inside, isThere, named, until };
