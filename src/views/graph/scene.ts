import type { Box } from './boxes.js';
import { boundsOf } from './camera.js';
import { css, inkOn, type Rgb } from './colour.js';
import { type Curve, curves } from './curves.js';
import { fitLabel, initials } from './labels.js';
import type { Graph } from './read-graph.js';

/** The page's colours, as CSS texts that a canvas takes. */
export interface Look {
  readonly ground: string;
  readonly surface: string;
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly edge: string;
  readonly accent: string;
  readonly font: string;
  /** The reader wants a few colours only: fills are left out. */
  readonly forced: boolean;
}

/** How one node looks: its fill and what can be read on it, and its owner's badge. */
export interface Skin {
  readonly fill: string;
  readonly ink: string;
  readonly rim: string;
  readonly badge: { readonly fill: string; readonly ink: string; readonly text: string } | undefined;
}

/** All that is drawn, on screen and in files. */
export interface Scene {
  readonly graph: Graph;
  readonly boxes: readonly Box[];
  readonly curves: readonly Curve[];
  readonly bounds: Box;
  readonly look: Look;
  readonly skins: readonly Skin[];
  /** A node's label as it fits in; measured when it is first seen. */
  lines(node: number): readonly string[];
}

export const LABEL_SIZE = 14;
export const LINE_HEIGHT = 16;
export const BADGE = 9;
const PADDING = 10;

/** Where things are, which no colour changes. */
export type Placed = Pick<Scene, 'graph' | 'boxes' | 'curves' | 'bounds'>;

export function placed(graph: Graph, boxes: readonly Box[]): Placed {
  const topics = graph.nodes.map(({ topic }) => topic);
  return { graph, boxes, curves: curves(boxes, topics, graph.links), bounds: boundsOf(boxes) };
}

export const labelFont = (look: Look): string => `500 ${LABEL_SIZE}px ${look.font}`;

/** Dresses a graph in a page's colours. */
export function dressed(place: Placed, look: Look, colour: (text: string | undefined) => Rgb | undefined): Scene {
  const pen = new OffscreenCanvas(1, 1).getContext('2d');
  if (pen) pen.font = labelFont(look);
  const measure = (text: string): number => pen?.measureText(text).width ?? 0;
  const paint = (rgb: Rgb | undefined, fallback: readonly [string, string]): readonly [string, string] =>
    rgb && !look.forced ? [css(rgb), css(inkOn(rgb))] : fallback;
  const known: (readonly string[])[] = [];
  const { nodes } = place.graph;

  return {
    ...place,
    look,
    skins: nodes.map(({ category, owner }): Skin => {
      const own = colour(category?.colour);
      const [fill, ink] = paint(own, [look.surface, look.text]);
      const [badge, letters] = paint(colour(owner?.colour), [look.muted, look.surface]);
      return {
        fill,
        ink,
        rim: own && !look.forced ? 'rgb(0 0 0 / 0.16)' : look.edge,
        badge: owner && { fill: badge, ink: letters, text: initials(owner.label) },
      };
    }),
    lines: (index) => {
      const { w = 0, h = 0 } = place.boxes[index] ?? {};
      const { topic = false, label = '' } = nodes[index] ?? {};
      const width = Math.max(w - (topic ? Math.max(h * 0.5, 2 * PADDING) : 2 * PADDING), 8);
      return (known[index] ??= fitLabel(label, width, Math.max(1, Math.floor((h - 6) / LINE_HEIGHT)), measure));
    },
  };
}

/** Where an owner's badge sits, and how a node's corners are rounded. */
export const badgeAt = ({ x, y, w, h }: Box, topic: boolean): readonly [number, number] =>
  topic ? [x + w - h * 0.3, y + 1] : [x + w - 6, y + 2];
export const cornerOf = ({ h, w }: Box, topic: boolean): number => Math.min(w, h) * (topic ? 0.5 : 0.14);
