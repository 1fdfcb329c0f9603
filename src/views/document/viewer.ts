import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import type { ViewCommand } from '../../protocol/messages.js';
import { fill } from '../../theme/language.js';
import type { DocumentStrings } from '../../theme/strings/document.js';
import type { ViewOf } from '../../contract/view.js';
import { element } from './dom.js';
import type { ViewContext } from '../view.js';
import { placeOf } from './destination.js';
import { findBar } from './find-bar.js';
import { readPage, stretches } from './find.js';
import { listenToGestures } from './gestures.js';
import { listenToKeys } from './keys.js';
import { stepScale } from './layout.js';
import type { Target } from './links.js';
import { outlineList } from './outline.js';
import { Queue } from './queue.js';
import { type Match, Search } from './search.js';
import { steadySelection } from './selecting.js';
import { piecesOf } from './sheet.js';
import { sidePanel } from './side-panel.js';
import { Stage } from './stage.js';
import { Thumbnails } from './thumbnails.js';
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

export interface Viewer {
  command(command: ViewCommand): void;
  /** Says whether the connection to the server works. */
  connection(works: boolean): void;
}

/** Narrower than this, in CSS pixels, the side panel lies over the pages and closes when one is chosen. */
const NARROW = 640;

/** Everything that is seen of an opened file. */
export function showDocument({ root, file, first, library, texts, context, signal }: ViewerOptions): Viewer {
  const { view, note, language } = context;
  const numbers = new Intl.NumberFormat(language);
  const percents = new Intl.NumberFormat(language, { style: 'percent' });
  const shell = element('div', { class: 'root shell' });
  const queue = new Queue(signal);
  let narrow = false;

  const follow = (target: Target) => {
    if (target.kind === 'place') {
      void placeOf(file, target.destination).then(async (place) => {
        if (!place) return;
        if (narrow) togglePanel(false);
        await stage.show(place);
        sayPage();
      });
    } else if (target.kind === 'action') {
      const turns: Readonly<Record<string, Parameters<Actions['turn']>[0]>> = {
        NextPage: 1,
        PrevPage: -1,
        FirstPage: 'first',
        LastPage: 'last',
      };
      const turn = turns[target.name];
      if (turn !== undefined) actions.turn(turn);
    }
  };

  const sayPage = () =>
    context.announce(fill(texts.pageOf, { page: numbers.format(stage.page), pages: numbers.format(file.numPages) }));
  const sayZoom = () => context.announce(fill(texts.zoomed, { percent: percents.format(stage.scale) }));

  const actions: Actions = {
    page(page) {
      stage.go(page);
      sayPage();
    },
    turn(by) {
      if (by === 'first') stage.go(1);
      else if (by === 'last') stage.end();
      else stage.go(stage.page + by);
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
    find: () => toggleFind(true),
    print: () => void startPrint(),
    panel: () => togglePanel(panel.element.hidden === true),
  };

  const search: Search = new Search({
    pages: file.numPages,
    text: async (page) => readPage(await piecesOf(await file.getPage(page))).folded.text,
    onChange: () => {
      find.refresh();
      stage.mark();
    },
    onMatch: (match) => void showMatch(match),
  });
  const showMatch = async ({ page: number, index }: Match) => {
    const page = await file.getPage(number);
    const content = await page.getTextContent();
    const items = content.items.filter((item) => 'str' in item);
    const start = search.matches(number)[index];
    if (start === undefined) return;
    const [place] = stretches(readPage(items), start, search.length, items);
    const item = items[place?.piece ?? 0];
    const [, , , , x = 0, y = 0]: readonly number[] = item?.transform ?? [];
    const across = item && place ? (item.width * place.from) / Math.max(1, item.str.length) : 0;
    await stage.show({ page: number, x: x + across, y }, true);
  };

  const bar = toolbar({
    texts,
    language,
    pages: file.numPages,
    actions,
    download: note.download
      ? (link) => {
          link.download = view.filename;
          link.href = context.url(view.asset, { download: true });
          link.addEventListener('click', () => {
            // The lease in the address may have been renewed since.
            link.href = context.url(view.asset, { download: true });
            context.report('downloaded');
          });
        }
      : undefined,
  });

  const stage: Stage = new Stage({
    file,
    first,
    library,
    texts,
    queue,
    signal,
    follow,
    marks: (page) => {
      const starts = search.matches(page);
      if (starts.length === 0) return undefined;
      const present = search.present?.page === page ? search.present.index : -1;
      return { starts, length: search.length, present };
    },
    onPage(page) {
      bar.showPage(page);
      thumbnails?.show(page);
      context.emit({ type: 'page', page, pages: file.numPages });
    },
    onZoom(scale, fit) {
      bar.showZoom(scale, fit);
      context.emit({ type: 'zoom', scale });
    },
    onDrawn: () => context.report('viewed'),
    onEnd: () => context.report('reached_end'),
  });

  let thumbnails: Thumbnails | undefined;
  const pictures = element('div', { class: 'pictures' });
  const panel = sidePanel(pictures, texts, () => togglePanel(false));
  const togglePanel = (open: boolean) => {
    const inside = panel.element.contains(root.activeElement);
    panel.element.hidden = !open;
    bar.panelButton.setAttribute('aria-expanded', String(open));
    if (!open) {
      if (inside) bar.panelButton.focus();
      return;
    }
    if (!thumbnails) {
      thumbnails = new Thumbnails({
        file,
        texts,
        language,
        queue,
        signal,
        sizeOf: (page) => stage.sizeOf(page),
        onChoose(page) {
          if (narrow) togglePanel(false);
          actions.page(page);
        },
      });
      pictures.append(thumbnails.element);
    }
    thumbnails.show(stage.page);
    panel.focus();
  };
  void file.getOutline().then(
    (entries: Awaited<ReturnType<PDFDocumentProxy['getOutline']>> | null) => {
      if (entries && entries.length > 0) panel.addContents(outlineList(entries, texts, follow));
    },
    () => {},
  );

  const find = findBar({
    texts,
    language,
    search,
    page: () => stage.page,
    announce: (text) => context.announce(text),
    onClose: () => toggleFind(false),
  });
  const toggleFind = (open: boolean) => {
    bar.findButton.setAttribute('aria-expanded', String(open));
    if (open) {
      find.open();
    } else {
      const inside = find.element.contains(root.activeElement);
      find.close();
      if (inside) bar.findButton.focus();
    }
  };
  bar.findButton.setAttribute('aria-expanded', 'false');

  const notice = element('div', { class: 'notice', hidden: true });
  let printing: AbortController | undefined;
  const startPrint = async () => {
    if (printing) return;
    const job = new AbortController();
    printing = job;
    const { print } = await import('./print.js');
    const progress = element('progress', { max: file.numPages, value: 0, 'aria-label': texts.print });
    const text = element('span');
    const cancel = element('button', { type: 'button' }, texts.cancel);
    cancel.addEventListener('click', () => job.abort());
    const card = element('div', { class: 'card', role: 'group', 'aria-label': texts.print }, text, progress, cancel);
    shell.append(card);
    cancel.focus();
    try {
      await print({
        file,
        signal: AbortSignal.any([signal, job.signal]),
        onProgress(page) {
          progress.value = page - 1;
          text.textContent = fill(texts.preparing, {
            page: numbers.format(page),
            pages: numbers.format(file.numPages),
          });
          if (page === 1) context.announce(text.textContent);
        },
        onReady() {
          card.remove();
          context.report('printed');
        },
      });
    } catch {
      // Cancelled, or a page that cannot be drawn: the document is still there to be read.
    } finally {
      const inside = card.contains(root.activeElement) || root.activeElement === null;
      card.remove();
      printing = undefined;
      if (inside && !signal.aborted) bar.printButton.focus();
    }
  };

  const main = element('div', { class: 'main' }, panel.element, stage.scroller, find.element, notice);
  shell.append(bar.element, main);
  root.append(shell);
  const measured = new ResizeObserver(() => {
    narrow = shell.clientWidth < NARROW;
  });
  measured.observe(shell);
  signal.addEventListener('abort', () => {
    measured.disconnect();
    printing?.abort();
  });

  listenToGestures(stage.scroller, { signal, scale: () => stage.scale, zoom: (scale, at) => stage.zoom(scale, at) });
  listenToKeys({
    signal,
    node: shell,
    scroller: stage.scroller,
    actions,
    close() {
      if (printing) printing.abort();
      else if (!find.element.hidden) toggleFind(false);
      else if (!panel.element.hidden) togglePanel(false);
      else return false;
      return true;
    },
  });
  steadySelection(stage.scroller, signal);
  stage.start();

  return {
    command(command) {
      if (command.type === 'page') stage.go(command.page);
      else if (command.type === 'zoom') stage.zoom(command.scale);
    },
    connection(works) {
      if (notice.hidden === works) return;
      notice.hidden = works;
      notice.textContent = texts.offline;
      if (!works) context.announce(texts.offline);
    },
  };
}
