import type { ViewCommand } from '../../protocol/messages.js';
import { type Camera, centred, fit, kept, revealed, type Room, zoomed } from './camera.js';
import { listenToGestures } from './gestures.js';
import { linkLayer } from './links.js';
import { type Attention, type Layers, paint } from './paint.js';
import type { Scene } from './scene.js';
import { nodeAt } from './hit.js';

export interface StageOptions {
  readonly canvas: HTMLCanvasElement;
  readonly signal: AbortSignal;
  /** The part of the canvas that nothing covers, in CSS pixels. */
  room(): Room;
  /** The picture rests, at a scale that it did not have when it last rested. */
  settled(scale: number): void;
}

export interface Stage {
  /** Draws this from now on. */
  show(scene: Scene): void;
  attend(attention: Attention): void;
  /** These three tell the scale that they lead to. */
  fit(): number;
  /** Fits again, when the room has changed and the reader has moved nothing. */
  refit(): void;
  pan(byX: number, byY: number): void;
  zoomBy(factor: number): number;
  zoomTo(scale: number): number;
  command(command: ViewCommand): void;
  /** Brings a node into the room; to its middle, and near enough to be read, when `centre` is set. */
  reveal(node: number, centre?: boolean): void;
  /** A press on a node, or on none. */
  onTap(listener: (node: number | undefined) => void): void;
  /** Tells the scale, now and each time that something is drawn. */
  onDraw(listener: (scale: number) => void): void;
  /** The point of the picture that is in the middle of the room. */
  middle(): { readonly x: number; readonly y: number };
}

const GLIDE = 260;
const READABLE = 0.8;

/** The canvas, its camera, and what moves it. */
export function createStage(options: StageOptions): Stage {
  const { canvas, signal, room } = options;
  const pen = canvas.getContext('2d', { alpha: false });
  let scene: Scene | undefined;
  let attention: Attention = {};
  let layers: Layers = { all: linkLayer(), lit: linkLayer() };
  let hovered: number | undefined;
  let camera: Camera = { x: 0, y: 0, k: 1 };
  let glide: { readonly from: Camera; readonly to: Camera; readonly start: number } | undefined;
  let frame = 0;
  // Until the reader moves it, the picture stays fitted whatever happens to the window.
  let fitted = true;
  let told = 0;
  let drawn: (scale: number) => void = () => {};
  let tapped: (node: number | undefined) => void = () => {};

  const draw = (): void => {
    if (!pen || !scene || isHidden()) return;
    const { clientWidth: w, clientHeight: h, width } = canvas;
    if (paint(pen, scene, { ...camera, w, h, ratio: width / w }, { ...attention, hovered }, layers)) request();
    drawn(camera.k);
  };

  const tick = (now: number): void => {
    frame = 0;
    if (glide) {
      const { from, to, start } = glide;
      const part = Math.min(Math.max((now - start) / GLIDE, 0), 1);
      const eased = 1 - (1 - part) ** 3;
      const mix = (a: number, b: number): number => a + (b - a) * eased;
      camera = part === 1 ? to : { x: mix(from.x, to.x), y: mix(from.y, to.y), k: mix(from.k, to.k) };
      if (part === 1) glide = undefined;
    }
    draw();
    if (glide) request();
    else if (told !== camera.k) {
      told = camera.k;
      options.settled(camera.k);
    }
  };
  const request = (): void => {
    frame ||= requestAnimationFrame(tick);
  };

  /** Where the picture is going, which is where it is unless it glides. */
  const goal = (): Camera => glide?.to ?? camera;
  const go = (to: Camera, glides = false): void => {
    const smooth = glides && scene && !matchMedia('(prefers-reduced-motion: reduce)').matches;
    glide = smooth ? { from: camera, to, start: performance.now() } : undefined;
    if (!smooth) camera = to;
    request();
  };
  const move = (to: Camera, glides = false): void => {
    if (!scene) return;
    fitted = false;
    go(kept(to, scene.bounds, room()), glides);
  };
  const whole = (): Camera => (scene ? fit(scene.bounds, room()) : camera);
  const zoomAt = (scale: number, x: number, y: number, glides = false): void =>
    move(zoomed(goal(), scale, x, y, whole().k), glides);
  const zoomTo = (scale: number): number => {
    const { x, y, w, h } = room();
    zoomAt(scale, x + w / 2, y + h / 2, true);
    return goal().k;
  };

  /** Behind the table, or in a host that is not laid out yet. */
  const isHidden = (): boolean => canvas.clientWidth === 0 || canvas.clientHeight === 0;
  const resize = (): void => {
    if (isHidden()) return;
    const ratio = Math.min(devicePixelRatio, 2);
    const [width, height] = [Math.round(canvas.clientWidth * ratio), Math.round(canvas.clientHeight * ratio)];
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    if (fitted) go(whole());
    // At once: a canvas with a new size is empty.
    draw();
  };
  const watchRatio = (): void => {
    const ratio = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    const changed = (): void => {
      resize();
      if (!signal.aborted) watchRatio();
    };
    ratio.addEventListener('change', changed, { once: true, signal });
  };

  const at = (x: number, y: number, slack = 0): number | undefined =>
    scene && nodeAt(scene.boxes, (x - camera.x) / camera.k, (y - camera.y) / camera.k, slack / camera.k);
  listenToGestures(
    canvas,
    {
      // From where it is seen to be, for it is in the reader's hand.
      pan: (byX, byY) => move({ ...camera, x: camera.x + byX, y: camera.y + byY }),
      zoom: (factor, x, y) => {
        glide = undefined;
        zoomAt(camera.k * factor, x, y);
      },
      tap: (x, y) => tapped(at(x, y) ?? at(x, y, 10)),
      hover: (x, y) => {
        const now = x === undefined || y === undefined ? undefined : at(x, y);
        if (now === hovered) return;
        hovered = now;
        canvas.classList.toggle('over', now !== undefined);
        request();
      },
    },
    signal,
  );
  const observer = new ResizeObserver(resize);
  observer.observe(canvas);
  watchRatio();
  signal.addEventListener('abort', () => {
    observer.disconnect();
    cancelAnimationFrame(frame);
  });

  const api: Stage = {
    show: (next) => {
      scene = next;
      layers = { all: linkLayer(), lit: linkLayer() };
      resize();
    },
    attend: (next) => {
      attention = next;
      layers = { ...layers, lit: linkLayer() };
      request();
    },
    fit: () => {
      fitted = true;
      go(whole(), true);
      return goal().k;
    },
    command: (command) => {
      if (!scene || command.type !== 'zoom') return;
      if (command.scale === 'fit-page') api.fit();
      else if (command.scale !== 'fit-width') zoomTo(command.scale);
      else move(centred(scene.bounds, room(), fit({ ...scene.bounds, h: 0 }, room()).k), true);
    },
    pan: (byX, byY) => move({ ...goal(), x: goal().x + byX, y: goal().y + byY }, true),
    zoomBy: (factor) => zoomTo(goal().k * factor),
    zoomTo,
    reveal: (node, centre = false) => {
      const box = scene?.boxes[node];
      if (!box || isHidden()) return;
      const to = centre ? centred(box, room(), Math.max(goal().k, READABLE)) : revealed(goal(), box, room());
      if (to.x === goal().x && to.y === goal().y && to.k === goal().k) return;
      fitted = false;
      go(to, true);
    },
    refit: () => {
      if (isHidden()) return;
      const to = whole();
      if (fitted && (to.k !== goal().k || to.y !== goal().y)) go(to, true);
    },
    onTap: (listener) => {
      tapped = listener;
    },
    onDraw: (listener) => {
      drawn = listener;
      listener(camera.k);
    },
    middle: () => {
      const { x, y, w, h } = room();
      return { x: (x + w / 2 - camera.x) / camera.k, y: (y + h / 2 - camera.y) / camera.k };
    },
  };
  return api;
}
