import type { ViewOf } from '../../contract/view.js';
import { fill } from '../../theme/fill.js';
import { loadGraphStrings } from '../../theme/strings/graph.js';
import type { ViewContext } from '../view.js';
import barStyles from './bar.css?inline';
import { createDetails } from './details.js';
import { addStyles, element } from '../surface.js';
import type { Explorer } from './explorer.js';
import { countFacets } from './facets.js';
import { pngFile, svgFile, toSvg } from './files.js';
import { createFilterPanel } from './filter-panel.js';
import { emphasise } from './filters.js';
import { listenToKeys } from './keys.js';
import { createKit } from './kit.js';
import { createLegend } from './legend.js';
import { createNote } from './note.js';
import lowStyles from './low.css?inline';
import panelStyles from './panels.css?inline';
import type { Picture } from './picture.js';
import type { Graph } from './read-graph.js';
import { saver } from './save.js';
import { createSearchBox } from './search-box.js';
import { createStore, type State } from './state.js';
import { createToolbar } from './toolbar.js';
import { createZoom } from './zoom.js';

export interface ExploreOptions {
  readonly graph: Graph;
  readonly title: string;
  readonly root: ShadowRoot;
  readonly context: ViewContext<ViewOf<'graph'>>;
  readonly signal: AbortSignal;
}

/** Adds to a picture all that lets a reader explore it: search, filters, details, legend, keys, table, files and paper. */
export async function explore(picture: Picture, options: ExploreOptions): Promise<void> {
  const { graph, title, root, context, signal } = options;
  const { shell, canvas, stage } = picture;
  const strings = await loadGraphStrings(context.language);
  if (signal.aborted) return;
  addStyles(root, barStyles + lowStyles + panelStyles);
  const kit = createKit({ graph, strings, colour: picture.colour }, context.language);
  const size = `${kit.count(strings.node, graph.nodes.length)}, ${kit.count(strings.link, graph.links.length)}`;
  canvas.tabIndex = 0;
  canvas.role = 'application';
  canvas.ariaLabel = `${strings.label}: ${title}. ${size}`;
  canvas.setAttribute('aria-describedby', 'help');
  const store = createStore();
  const explorer: Explorer = {
    ...kit,
    store,
    facets: {
      category: countFacets(graph, 'category'),
      owner: countFacets(graph, 'owner'),
      flow: countFacets(graph, 'flow'),
    },
    open: (node) => {
      store.set({ selected: node, panel: 'details' });
      details.querySelector('h2')?.focus();
    },
  };

  let sheet: HTMLElement | undefined;
  const close = (): void => {
    const focused = root.activeElement?.closest('.panel');
    store.set({ panel: undefined });
    if (focused) (sheet && !sheet.hidden ? sheet.querySelector('button') : canvas)?.focus();
  };
  const goTo = (node: number): void => {
    store.set({ selected: node, panel: 'details', mode: 'picture' });
    stage.reveal(node, true);
    canvas.focus();
  };
  const find = (node: number): void => (store.now.mode === 'table' ? explorer.open(node) : goTo(node));
  const save = saver({
    kit,
    title,
    context,
    signal,
    svg: () => svgFile(picture.scene(), title),
    png: () => pngFile(picture.scene()),
  });
  const details = createDetails(explorer, close, goTo);
  const filters = createFilterPanel(explorer, close);
  const percents = new Intl.NumberFormat(context.language, { style: 'percent' });
  const announceZoom = (scale: number): void =>
    context.announce(fill(strings.zoomed, { percent: percents.format(scale) }));
  const zoom = createZoom(
    kit,
    (factor) => announceZoom(stage.zoomBy(factor)),
    () => announceZoom(stage.fit()),
  );
  stage.onDraw((scale) => zoom.show(percents.format(scale)));
  const low = element(
    'div',
    { class: 'low' },
    createLegend(explorer, signal),
    ...createNote(kit, stage.refit),
    zoom.element,
  );
  const paper = element('div', { class: 'print' });
  shell.prepend(
    createToolbar(explorer, createSearchBox(explorer, find), context.note.download ? save : undefined, signal),
    filters,
  );
  canvas.after(details, low);
  shell.append(paper, element('p', { id: 'help', hidden: true }, strings.help));

  const turn = async (): Promise<void> => {
    if (!sheet && store.now.mode === 'table') {
      const { createTable } = await import('./table.js');
      sheet ??= createTable(explorer, root);
      low.after(sheet);
    }
    const pictured = store.now.mode === 'picture';
    canvas.hidden = low.hidden = !pictured;
    if (sheet) sheet.hidden = pictured;
    if (store.now.selected !== undefined) stage.reveal(store.now.selected);
  };
  const tell = (selected: number): void => {
    const node = graph.nodes[selected];
    if (!node) return;
    context.announce(
      fill(strings.selected, {
        label: node.label.slice(0, 200),
        type: node.topic ? strings.topic : strings.service,
        incoming: kit.number(graph.incoming[selected]?.length ?? 0),
        outgoing: kit.number(graph.outgoing[selected]?.length ?? 0),
      }),
    );
  };
  store.listen((now: State, before: State) => {
    const moved = now.selected !== before.selected;
    if (moved || now.filters !== before.filters) {
      stage.attend({ emphasis: emphasise(graph, now.filters, now.selected), selected: now.selected });
    }
    if (now.panel !== before.panel) stage.refit();
    if (now.selected !== undefined && (moved || now.panel !== before.panel)) stage.reveal(now.selected);
    if (now.selected !== undefined && moved) tell(now.selected);
    if (now.mode !== before.mode) void turn();
  });
  stage.onTap((node) => {
    const kept = store.now.panel === 'details' ? undefined : store.now.panel;
    store.set({ selected: node, panel: node === undefined ? kept : 'details' });
  });
  listenToKeys({ ...picture, store, open: explorer.open, close, announceZoom });

  const print = (): void => {
    context.report('printed');
    if (store.now.mode === 'picture') paper.append(toSvg(picture.scene('light'), title));
  };
  addEventListener('beforeprint', print, { signal });
  stage.refit();
  addEventListener('afterprint', () => paper.replaceChildren(), { signal });
}
