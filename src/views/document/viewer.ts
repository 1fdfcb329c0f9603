import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import type { ViewOf } from '../../contract/view.js';
import type { ViewCommand } from '../../protocol/messages.js';
import { fill } from '../../theme/fill.js';
import type { DocumentStrings } from '../../theme/strings/document.js';
import type { ViewContext } from '../view.js';
import { element } from '../surface.js';
import type { Finder } from './finder.js';
import { stepScale } from './layout.js';
import type { Target } from './links.js';
import type { SidePanel } from './side-panel.js';
import { Queue } from './queue.js';
import { Stage } from './stage.js';
import { type Actions, toolbar } from './toolbar.js';

export interface ViewerOptions {
  readonly root: ShadowRoot;
  readonly file: PDFDocumentProxy;
  readonly first: PDFPageProxy;
  readonly library: typeof import('./library.js');
  readonly texts: DocumentStrings;
  readonly context: ViewContext<ViewOf<'document'>>;
  readonly signal: AbortSignal;
}

/** An opened document, as its parts see it. Those that are not there at first come when they are asked for. */
export interface Desk extends ViewerOptions {
  /** Holds the pages, and what lies beside and over them. */
  readonly main: HTMLElement;
  readonly stage: Stage;
  readonly queue: Queue;
  readonly actions: Actions;
  readonly pages: number;
  follow(target: Target): void;
  number(value: number): string;
}

export interface Viewer {
  command(command: ViewCommand): void;
  /** Says whether the connection to the server works. */
  connection(works: boolean): void;
}

/** Parts that are not needed for the first page come when it is seen, so that they are there when they are asked for. */
const fetchRest = () =>
  Promise.allSettled([
    import('./finder.js'),
    import('./side-panel.js'),
    import('./destination.js'),
    import('./print.js'),
  ]);

/** Everything that is seen of an opened file. */
export function showDocument(options: ViewerOptions): Viewer {
  const { root, file, first, library, texts, context, signal } = options;
  const { view, note, language } = context;
  const pages = file.numPages;
  const { format: number } = new Intl.NumberFormat(language);
  const percents = new Intl.NumberFormat(language, { style: 'percent' });
  const queue = new Queue(signal);
  let panel: SidePanel | undefined;
  let finder: Finder | undefined;
  let printing: AbortController | undefined;

  const sayPage = () => context.announce(fill(texts.pageOf, { page: number(stage.page), pages: number(pages) }));
  const sayZoom = () => context.announce(fill(texts.zoomed, { percent: percents.format(stage.scale) }));

  const actions: Actions = {
    page(page) {
      stage.scroll(page);
      sayPage();
    },
    turn(by) {
      if (by === 'last') stage.scroll(pages, { top: stage.layout.size.height });
      else stage.scroll(by === 'first' ? 1 : stage.page + by);
      sayPage();
    },
    zoom(to) {
      stage.zoom(to);
      sayZoom();
    },
    zoomStep(direction) {
      const { clientWidth, clientHeight } = stage.scroller;
      stage.zoom(stepScale(stage.scale, direction), { x: clientWidth / 2, y: clientHeight / 2 });
      sayZoom();
    },
    async find() {
      finder ??= (await import('./finder.js')).finder(desk, bar.findButton);
      finder.open();
    },
    async print() {
      if (printing) return;
      printing = new AbortController();
      const job = AbortSignal.any([signal, printing.signal]);
      await (await import('./print.js')).print(desk, job, () => printing?.abort());
      printing = undefined;
      if (!signal.aborted && !root.activeElement) bar.printButton.focus();
    },
    async panel() {
      panel ??= (await import('./side-panel.js')).sidePanel(desk, bar.panelButton);
      panel.toggle();
    },
    close() {
      if (printing) printing.abort();
      else return finder?.close() || panel?.close() || false;
      return true;
    },
  };

  const follow = async (target: Target) => {
    panel?.chosen();
    await (await import('./destination.js')).follow(target, desk);
    sayPage();
  };

  const address = () => context.url(view.asset, { download: true });
  const bar = toolbar({ texts, language, pages, actions });
  if (note.download) {
    bar.addDownload(view.filename, address, () => context.report('downloaded'));
  }

  const stage: Stage = new Stage({
    file,
    first,
    library,
    texts,
    queue,
    signal,
    follow: (target) => void follow(target),
    marks: (page) => finder?.marks(page),
    onPage(page) {
      bar.showPage(page);
      panel?.showPage(page);
      context.emit({ type: 'page', page, pages });
    },
    onZoom(scale, fit) {
      bar.showZoom(scale, fit);
      context.emit({ type: 'zoom', scale });
    },
    onDrawn() {
      context.report('viewed');
      void fetchRest();
    },
    onEnd: () => context.report('reached_end'),
  });

  const notice = element('div', { class: 'notice', hidden: true }, texts.offline);
  const main = element('div', { class: 'main' }, stage.scroller, notice);
  const shell = element('div', { class: 'shell' }, bar.element, main);
  const desk: Desk = {
    ...options,
    main,
    stage,
    queue,
    actions,
    pages,
    number,
    follow: (target) => void follow(target),
  };
  root.append(shell);
  signal.addEventListener('abort', () => printing?.abort());
  void import('./hands.js').then(({ listen }) => {
    if (!signal.aborted) listen(shell, desk);
  });
  stage.start();

  return {
    command(command) {
      if (command.type === 'page') stage.scroll(command.page);
      else if (command.type === 'zoom') stage.zoom(command.scale);
    },
    connection(works) {
      if (notice.hidden === works) return;
      notice.hidden = works;
      if (!works) context.announce(texts.offline);
    },
  };
}
