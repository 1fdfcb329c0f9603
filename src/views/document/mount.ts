import { loadDocumentStrings } from '../../theme/strings/document.js';
import { surface } from '../surface.js';
import type { MountView, ViewProblem } from '../view.js';
import { openSource, SourceError } from './source.js';
import { pageStyles } from './page-styles.js';
import { panelStyles } from './panel-styles.js';
import { styles } from './styles.js';
import { askPassword } from './unlock.js';
import { type Viewer, showDocument } from './viewer.js';
import { startWorker } from './worker.js';

/** A PDF: pages one below the other, drawn as they come near, with thumbnails, contents, search, zoom and print. */
export const mount: MountView<'document'> = async (host, context) => {
  const { view, language } = context;
  const ended = new AbortController();
  const signal = AbortSignal.any([context.signal, ended.signal]);
  const { root, remove } = surface(host, pageStyles, panelStyles, styles);
  let viewer: Viewer | undefined;

  const give = (problem: ViewProblem, cause: unknown) => {
    if (signal.aborted) return;
    context.fail(problem, cause);
    ended.abort();
  };
  const lost = (error: unknown) => give(error instanceof SourceError ? error.problem : 'broken', error);
  signal.addEventListener('abort', remove);

  try {
    const worker = startWorker();
    signal.addEventListener('abort', () => worker.terminate());
    const failed = new Promise<never>((_, reject) => {
      worker.addEventListener('error', () => reject(new SourceError('offline')), { once: true, signal });
    });
    const [texts, library, source] = await Promise.all([
      loadDocumentStrings(language),
      import('./library.js'),
      openSource({
        address: () => context.url(view.asset),
        signal,
        onConnection: (works) => viewer?.connection(works),
      }),
    ]);
    signal.throwIfAborted();
    const task = library.open(source, worker, lost);
    signal.addEventListener('abort', () => void task.destroy().catch(() => {}));
    let givenUp = false;
    task.onPassword = (update: (password: string | Error) => void, reason: number) => {
      void askPassword(root, texts, reason === library.PasswordResponses.INCORRECT_PASSWORD).then((password) => {
        givenUp = password === undefined;
        update(password ?? new Error('No password'));
      });
    };
    try {
      const file = await Promise.race([task.promise, failed]);
      const first = await file.getPage(1);
      viewer = showDocument({ root, file, first, library, texts, context, signal });
    } catch (error) {
      give(givenUp || error instanceof library.PasswordException ? 'encrypted' : 'broken', error);
    }
  } catch (error) {
    lost(error);
  }
  return {
    command: (command) => viewer?.command(command),
    destroy: () => ended.abort(),
  };
};
