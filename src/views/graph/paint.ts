import type { Camera } from './camera.js';
import { type Curve, HEAD } from './curves.js';
import type { Emphasis } from './filters.js';
import { fitLabel } from './labels.js';
import { BADGE, badgeAt, cornerOf, LABEL_SIZE, labelFont, LINE_HEIGHT, type Scene } from './scene.js';

type Pen = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** What stands out, and what the reader points at. */
export interface Attention {
  readonly emphasis?: Emphasis | undefined;
  readonly selected?: number | undefined;
  readonly hovered?: number | undefined;
}

/** Scales below which nodes are plain bars and arrows plain lines, labels are left out, and badges are dots. */
const PLAIN = 0.22;
/** With so few nodes they are drawn in full at any scale. */
const FEW = 300;
const WORDLESS = 0.4;
const LETTERLESS = 0.7;
const GHOST = 0.14;
const BATCH = 600;

/** Draws the part of the scene that the camera sees; the pen's own transform is CSS pixels to its pixels. */
export function paint(
  pen: Pen,
  scene: Scene,
  camera: Camera,
  size: { w: number; h: number },
  attention: Attention,
): void {
  const { look } = scene;
  const { emphasis } = attention;
  pen.fillStyle = look.ground;
  pen.fillRect(0, 0, size.w, size.h);
  pen.save();
  pen.translate(camera.x, camera.y);
  pen.scale(camera.k, camera.k);
  const view: View = {
    left: -camera.x / camera.k,
    top: -camera.y / camera.k,
    right: (size.w - camera.x) / camera.k,
    bottom: (size.h - camera.y) / camera.k,
    k: camera.k,
    plain: camera.k < PLAIN && scene.boxes.length > FEW,
  };
  pen.globalAlpha = emphasis ? GHOST : 1;
  drawLinks(pen, scene, view, look.edge, (link) => !emphasis?.links[link]);
  drawNodes(pen, scene, view, (node) => !emphasis?.nodes[node]);
  pen.globalAlpha = 1;
  if (emphasis) {
    const colour = attention.selected === undefined ? look.edge : look.accent;
    drawLinks(pen, scene, view, colour, (link) => emphasis.links[link] === 1);
    drawNodes(pen, scene, view, (node) => emphasis.nodes[node] === 1);
  }
  for (const index of new Set([attention.hovered, attention.selected])) {
    if (index !== undefined) drawRing(pen, scene, index, camera.k, index === attention.selected);
  }
  pen.restore();
  const pointed = attention.hovered ?? attention.selected;
  if (pointed !== undefined) drawTip(pen, scene, pointed, camera, size.w);
}

interface View {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly k: number;
  readonly plain: boolean;
}

function drawLinks(pen: Pen, scene: Scene, view: View, colour: string, wanted: (link: number) => boolean): void {
  const { plain } = view;
  const seen = scene.curves.filter((curve, link) => wanted(link) && isSeen(curve, view));
  const alpha = pen.globalAlpha;
  // Thousands of lines on a hand's breadth would be one blot: the more there are, the lighter they get.
  pen.globalAlpha *= Math.min(plain ? 0.7 : 0.9, Math.max(0.12, 400 / seen.length));
  pen.strokeStyle = pen.fillStyle = colour;
  pen.lineWidth = Math.max(1.5, 0.8 / view.k);
  pen.beginPath();
  seen.forEach(({ x1, y1, cx1, cy1, cx2, cy2, x2, y2 }, drawn) => {
    pen.moveTo(x1, y1);
    if (plain) pen.lineTo(x2, y2);
    else pen.bezierCurveTo(cx1, cy1, cx2, cy2, x2, y2);
    // Where lines of several batches cross, it gets darker: dense parts show.
    if (drawn % BATCH < BATCH - 1) return;
    pen.stroke();
    pen.beginPath();
  });
  pen.stroke();
  pen.globalAlpha = alpha;
  if (plain) return;
  pen.beginPath();
  for (const { x2, y2, dx, dy } of seen) {
    const half = HEAD * 0.45;
    pen.moveTo(x2 + dx * HEAD, y2 + dy * HEAD);
    pen.lineTo(x2 + dy * half, y2 - dx * half);
    pen.lineTo(x2 - dy * half, y2 + dx * half);
  }
  pen.fill();
}

/** A curve stays within its four points. Looking at all of them takes microseconds: a grid would save nothing. */
function isSeen({ x1, y1, cx1, cy1, cx2, cy2, x2, y2 }: Curve, { left, top, right, bottom }: View): boolean {
  return !(
    (x1 < left && cx1 < left && cx2 < left && x2 < left) ||
    (x1 > right && cx1 > right && cx2 > right && x2 > right) ||
    (y1 < top && cy1 < top && cy2 < top && y2 < top) ||
    (y1 > bottom && cy1 > bottom && cy2 > bottom && y2 > bottom)
  );
}

function drawNodes(pen: Pen, scene: Scene, view: View, wanted: (node: number) => boolean): void {
  const { look } = scene;
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
    if (x > view.right || y > view.bottom || x + w + BADGE < view.left || y + h < view.top - BADGE) return;
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
    const top = y + h / 2 - ((lines.length - 1) * LINE_HEIGHT) / 2 + 0.5;
    lines.forEach((line, row) => pen.fillText(line, x + w / 2, top + row * LINE_HEIGHT));
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
function drawTip(pen: Pen, scene: Scene, index: number, camera: Camera, width: number): void {
  const box = scene.boxes[index];
  const label = scene.graph.nodes[index]?.label;
  if (!box || !label || (camera.k >= WORDLESS && !scene.lines(index).join('').endsWith('…'))) return;
  pen.font = labelFont(scene.look);
  const [line = ''] = fitLabel(label, 320, 1, (text) => pen.measureText(text).width);
  const w = pen.measureText(line).width + 20;
  const middle = (box.x + box.w / 2) * camera.k + camera.x;
  const x = Math.min(Math.max(middle - w / 2, 8), width - w - 8);
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
