import type { Camera } from './camera.js';
import type { Emphasis } from './filters.js';
import { fitLabel } from './labels.js';
import { drawLinks, type LinkLayer, type Pen, seen, type View } from './links.js';
import { BADGE, badgeAt, cornerOf, LABEL_SIZE, labelFont, LINE_HEIGHT, type Scene } from './scene.js';

/** What stands out, and what the reader points at. */
export interface Attention {
  readonly emphasis?: Emphasis | undefined;
  readonly selected?: number | undefined;
  readonly hovered?: number | undefined;
}

/** Scales below which nodes are plain bars, labels are left out, and badges are dots. */
const PLAIN = 0.22;
const WORDLESS = 0.4;
const LETTERLESS = 0.7;
/** With so few nodes they are drawn in full at any scale. */
const FEW = 300;
const GHOST = 0.14;

export interface Layers {
  readonly all: LinkLayer;
  readonly lit: LinkLayer;
}

/** Draws all arrows at once, however long it takes. */
const atOnce: LinkLayer = (pen, curves, view, colour) => {
  for (const work = drawLinks(pen, curves, view, colour); !work.next().done; );
  return false;
};

/**
 * Draws the part of the scene that the camera sees, on a stage of this size in CSS pixels, of which each has `ratio` of
 * the pen's pixels. Tells whether the layers want another frame.
 */
export function paint(
  pen: Pen,
  scene: Scene,
  camera: Camera & Pick<View, 'w' | 'h' | 'ratio'>,
  attention: Attention = {},
  layers: Layers = { all: atOnce, lit: atOnce },
): boolean {
  const { look, curves } = scene;
  const { emphasis, selected, hovered } = attention;
  const { x, y, k, w, h, ratio } = camera;
  const view: View = { ...camera, plain: k < PLAIN && scene.boxes.length > FEW };
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.fillStyle = look.ground;
  pen.fillRect(0, 0, w, h);
  pen.setTransform(k * ratio, 0, 0, k * ratio, x * ratio, y * ratio);
  pen.globalAlpha = emphasis ? GHOST : 1;
  let more = layers.all(pen, seen(curves, view), view, look.edge);
  if (emphasis) {
    const colour = selected === undefined ? look.edge : look.accent;
    drawNodes(pen, scene, view, (node) => !emphasis.nodes[node]);
    pen.globalAlpha = 1;
    more = layers.lit(pen, seen(curves, view, emphasis.links), view, colour) || more;
  }
  for (const index of new Set([hovered, selected])) {
    if (index !== undefined) drawRing(pen, scene, index, k, index === selected);
  }
  drawNodes(pen, scene, view, (node) => !emphasis || emphasis.nodes[node] === 1);
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  const pointed = hovered ?? selected;
  if (pointed !== undefined) drawTip(pen, scene, pointed, camera);
  return more;
}

function drawNodes(pen: Pen, scene: Scene, view: View, wanted: (node: number) => boolean): void {
  const { look } = scene;
  const [left, top] = [-view.x / view.k, -view.y / view.k];
  const [right, bottom] = [left + view.w / view.k, top + view.h / view.k];
  // A node that is smaller than a pixel or two is still a dot.
  const least = 2 / view.k;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.lineWidth = Math.max(1, 0.75 / view.k);
  const badges = new Set<number>();
  pen.font = labelFont(look);
  scene.boxes.forEach((box, node) => {
    const { x, y, w, h } = box;
    const skin = scene.skins[node];
    if (x > right || y > bottom + BADGE || x + w + BADGE < left || y + h < top) return;
    if (!skin || !wanted(node)) return;
    pen.fillStyle = skin.fill;
    if (view.plain) {
      pen.fillRect(x, y, Math.max(w, least), Math.max(h, least));
      if (skin.fill === look.surface) {
        pen.strokeStyle = skin.rim;
        pen.strokeRect(x, y, w, h);
      }
      return;
    }
    const topic = scene.graph.nodes[node]?.topic ?? false;
    pen.strokeStyle = skin.rim;
    pen.beginPath();
    pen.roundRect(x, y, w, h, cornerOf(box, topic));
    pen.fill();
    pen.stroke();
    if (skin.badge) badges.add(node);
    if (view.k < WORDLESS) return;
    pen.fillStyle = skin.ink;
    const lines = scene.lines(node);
    const first = y + h / 2 - ((lines.length - 1) * LINE_HEIGHT) / 2 + 0.5;
    lines.forEach((line, row) => pen.fillText(line, x + w / 2, first + row * LINE_HEIGHT));
  });
  pen.font = `600 ${LABEL_SIZE - 5}px ${look.font}`;
  pen.strokeStyle = look.ground;
  pen.lineWidth = 2;
  for (const node of badges) {
    const box = scene.boxes[node];
    const badge = scene.skins[node]?.badge;
    if (!box || !badge) continue;
    const [x, y] = badgeAt(box, scene.graph.nodes[node]?.topic ?? false);
    pen.fillStyle = badge.fill;
    pen.beginPath();
    pen.arc(x, y, BADGE, 0, Math.PI * 2);
    pen.fill();
    pen.stroke();
    if (view.k < LETTERLESS) continue;
    pen.fillStyle = badge.ink;
    pen.fillText(badge.text, x, y + 0.5);
  }
}

/** A line round a node, as thick at any scale. */
function drawRing(pen: Pen, scene: Scene, index: number, k: number, strong: boolean): void {
  const box = scene.boxes[index];
  if (!box) return;
  const gap = 4 / k;
  pen.strokeStyle = scene.look.accent;
  pen.lineWidth = (strong ? 3 : 1.5) / k;
  pen.beginPath();
  const around = { x: box.x - gap, y: box.y - gap, w: box.w + 2 * gap, h: box.h + 2 * gap };
  const corner = cornerOf(box, scene.graph.nodes[index]?.topic ?? false) + gap;
  pen.roundRect(around.x, around.y, around.w, around.h, Math.min(corner, around.h / 2));
  pen.stroke();
}

/** The label of a node whose own is too small to read, or cut. */
function drawTip(pen: Pen, scene: Scene, index: number, camera: Pick<View, 'x' | 'y' | 'k' | 'w'>): void {
  const box = scene.boxes[index];
  const label = scene.graph.nodes[index]?.label;
  if (!box || !label || (camera.k >= WORDLESS && !scene.lines(index).join('').endsWith('…'))) return;
  pen.font = labelFont(scene.look);
  const [line = ''] = fitLabel(label, 320, 1, (text) => pen.measureText(text).width);
  const w = pen.measureText(line).width + 20;
  const middle = (box.x + box.w / 2) * camera.k + camera.x;
  const x = Math.min(Math.max(middle - w / 2, 8), camera.w - w - 8);
  const y = box.y * camera.k + camera.y - 40;
  pen.lineWidth = 1;
  pen.strokeStyle = scene.look.edge;
  pen.fillStyle = scene.look.surface;
  pen.beginPath();
  pen.roundRect(x, y, w, 28, 6);
  pen.fill();
  pen.stroke();
  pen.fillStyle = scene.look.text;
  pen.fillText(line, x + w / 2, y + 14.5);
}
