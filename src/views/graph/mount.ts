import type { ViewCommand } from '../../protocol/messages.js';
import { surface } from '../surface.js';
import type { MountView } from '../view.js';
import { type Box, givenBoxes, isLaidOut, sizes } from './boxes.js';
import { createPicture } from './picture.js';
import { type Graph, readGraph } from './read-graph.js';
import styles from './styles.css?inline';

/** A graph of services and topics: a picture to wander in, and the same as a table. */
export const mount: MountView<'graph'> = async (host, context) => {
  const { view, language, note } = context;
  const ended = new AbortController();
  const signal = AbortSignal.any([context.signal, ended.signal]);
  const { node, root } = surface(host, styles);
  signal.addEventListener('abort', () => node.remove());
  let command: (command: ViewCommand) => void = () => {};

  try {
    // On its way while the graph is, and not waited for: the picture comes first.
    const exploring = import('./explore.js');
    exploring.catch(() => {});
    const graph = await load(context.url(view.asset), signal);
    const boxes = await layOut(graph, view.origin, signal);
    signal.throwIfAborted();
    if (graph.nodes.length === 0) await (await import('./empty.js')).showEmpty(root, language);
    else {
      const title = graph.name ?? note.title;
      const settled = (scale: number): void => context.emit({ type: 'zoom', scale: Math.round(scale * 1000) / 1000 });
      const picture = createPicture(root, { graph, boxes, title, signal, settled });
      command = picture.stage.command;
      void exploring.then(
        ({ explore }) => explore(picture, { graph, title, root, context, signal }),
        // It did not arrive; the picture is still there to be seen.
        () => {},
      );
    }
    context.report('viewed');
  } catch (cause) {
    if (!signal.aborted) context.fail(cause instanceof Offline ? 'offline' : 'broken', cause);
    ended.abort();
  }
  return {
    command: (one) => command(one),
    heightAt: (width) => Math.max(360, width * 0.65),
    destroy: () => ended.abort(),
  };
};

class Offline extends Error {}

async function load(address: string, signal: AbortSignal): Promise<Graph> {
  const response = await fetch(address, { signal }).catch((cause: unknown) => {
    throw new Offline('The graph did not arrive', { cause });
  });
  if (!response.ok) throw new Error(`The graph came with status ${response.status}`);
  const graph = readGraph(await response.json());
  if (!graph) throw new Error('What came is no graph');
  return graph;
}

async function layOut(graph: Graph, origin: 'center' | 'corner', signal: AbortSignal): Promise<readonly Box[]> {
  if (isLaidOut(graph)) return givenBoxes(graph, origin);
  const { arrange } = await import('./arrange.js');
  return arrange(sizes(graph), graph.links, signal);
}
