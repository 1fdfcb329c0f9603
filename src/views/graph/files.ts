import { HEAD } from './curves.js';
import { shape } from './shape.js';
import { paint } from './paint.js';
import { BADGE, badgeAt, cornerOf, LABEL_SIZE, LINE_HEIGHT, type Scene } from './scene.js';

const MARGIN = 32;
/** What browsers on phones still draw, in pixels along a side. */
const LONGEST = 8192;
const MOST_PIXELS = 16_000_000;

/** The whole scene as a drawing that refers to nothing outside itself. Texts become text nodes: nothing is pasted. */
export function toSvg(scene: Scene, title: string): SVGSVGElement {
  const { bounds, look } = scene;
  const [w, h] = [bounds.w + 2 * MARGIN, bounds.h + 2 * MARGIN];
  const [left, top] = [bounds.x - MARGIN, bounds.y - MARGIN];
  const root = shape(
    'svg',
    { viewBox: [left, top, w, h].map(Math.round).join(' '), width: w, height: h },
    shape('title', {}, clean(title)),
    shape('rect', { x: left, y: top, width: w, height: h, fill: look.ground }),
  );

  const links = shape('g', { fill: 'none', stroke: look.edge, 'stroke-width': 1.5 });
  const heads = shape('g', { fill: look.edge });
  const n = (value: number): number => Math.round(value * 10) / 10;
  for (const { x1, y1, cx1, cy1, cx2, cy2, x2, y2, dx, dy } of scene.curves) {
    links.append(shape('path', { d: `M${n(x1)} ${n(y1)}C${[cx1, cy1, cx2, cy2, x2, y2].map(n).join(' ')}` }));
    const half = HEAD * 0.45;
    const corners = [x2 + dx * HEAD, y2 + dy * HEAD, x2 + dy * half, y2 - dx * half, x2 - dy * half, y2 + dx * half];
    heads.append(shape('path', { d: `M${corners.map(n).join(' ')}Z` }));
  }
  root.append(links, heads);

  const nodes = shape('g', { 'font-family': look.font, 'text-anchor': 'middle', 'dominant-baseline': 'central' });
  scene.boxes.forEach((box, index) => {
    const skin = scene.skins[index];
    const topic = scene.graph.nodes[index]?.topic ?? false;
    if (!skin) return;
    const { x, y, w: width, h: height } = box;
    const rx = cornerOf(box, topic);
    nodes.append(shape('rect', { x, y, width, height, rx, fill: skin.fill, stroke: skin.rim }));
    const lines = scene.lines(index);
    const first = y + height / 2 - ((lines.length - 1) * LINE_HEIGHT) / 2;
    lines.forEach((line, row) => {
      const at = { x: x + width / 2, y: first + row * LINE_HEIGHT };
      nodes.append(shape('text', { ...at, 'font-size': LABEL_SIZE, 'font-weight': 500, fill: skin.ink }, clean(line)));
    });
    if (!skin.badge) return;
    const [cx, cy] = badgeAt(box, topic);
    nodes.append(
      shape('circle', { cx, cy, r: BADGE, fill: skin.badge.fill, stroke: look.ground, 'stroke-width': 2 }),
      shape(
        'text',
        { x: cx, y: cy, 'font-size': LABEL_SIZE - 5, 'font-weight': 600, fill: skin.badge.ink },
        clean(skin.badge.text),
      ),
    );
  });
  root.append(nodes);
  return root;
}

export function svgFile(scene: Scene, title: string): Blob {
  return new Blob([new XMLSerializer().serializeToString(toSvg(scene, title))], { type: 'image/svg+xml' });
}

/** The whole scene as an image: twice its size, or as large as every browser can make it. */
export async function pngFile(scene: Scene): Promise<Blob> {
  const { x, y, w, h } = scene.bounds;
  const [width, height] = [w + 2 * MARGIN, h + 2 * MARGIN];
  const k = Math.min(2, LONGEST / width, LONGEST / height, Math.sqrt(MOST_PIXELS / (width * height)));
  const canvas = new OffscreenCanvas(Math.max(1, Math.floor(width * k)), Math.max(1, Math.floor(height * k)));
  const pen = canvas.getContext('2d', { alpha: false });
  if (!pen) throw new Error('No canvas');
  paint(pen, scene, { x: (MARGIN - x) * k, y: (MARGIN - y) * k, k, w: canvas.width, h: canvas.height, ratio: 1 });
  return canvas.convertToBlob({ type: 'image/png' });
}

/** Letters that a file name may have on every system. */
export function fileName(title: string, ending: string): string {
  const base = title
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80);
  return `${base || 'graph'}.${ending}`;
}

/** XML has no place for most control characters, even escaped, nor for half of a surrogate pair. */
const clean = (text: string): string =>
  text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
