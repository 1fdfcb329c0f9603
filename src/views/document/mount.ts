import { loadDocumentStrings } from '../../theme/strings/document.js';
import type { MountView, ViewProblem } from '../view.js';
import { surface } from '../surface.js';
import frame from './frame.css?inline';
import { openSource, SourceError } from './source.js';
import type { Viewer } from './viewer.js';
import { startWorker } from './worker.js';

/** Milliseconds. */
const PATIENCE = 1000;

/** A PDF: pages one below the other, drawn as they come near, with thumbnails, contents, search, zoom and print. */
export const mount: MountView<'document'> = async (host, context) => {
  const { view, language } = context;
  const ended = new AbortController();
  const signal = AbortSignal.any([context.signal, ended.signal]);
  if (signal.aborted) return { command() {}, heightAt: () => 0, destroy() {} };
  const { node, root } = surface(host, frame);
  signal.addEventListener('abort', () => node.remove());
  let viewer: Viewer | undefined;

  const give = (problem: ViewProblem, cause: unknown) => {
    if (signal.aborted) return;
    context.fail(problem, cause);
    ended.abort();
  };
  const lost = (error: unknown) => give(error instanceof SourceError ? error.problem : 'broken', error);

  const open = async (onPrompt: () => void): Promise<void> => {
    // The worker, the library, our own code, the texts and the file's first bytes come at the same time.
    const worker = startWorker();
    let close: () => Promise<unknown> = () => Promise.resolve();
    signal.addEventListener('abort', () => {
      // Given the time, pdf.js takes its fonts and canvases out of the document; a worker that is stuck does not get it.
      const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));
      void Promise.race([close().catch(() => {}), patience]).then(() => worker.terminate());
    });
    const failed = new Promise<never>((_, reject) => {
      worker.addEventListener('error', () => reject(new SourceError('offline')), { once: true, signal });
    });
    failed.catch(() => {});
    const code = Promise.all([import('./library.js'), import('./viewer.js')]).catch((cause: unknown) => {
      throw new SourceError('offline', cause);
    });
    const [texts, [library, { showDocument }], source] = await Promise.all([
      loadDocumentStrings(language),
      code,
      openSource({
        address: () => context.url(view.asset),
        signal,
        onConnection: (works) => viewer?.connection(works),
      }),
    ]);
    signal.throwIfAborted();
    const task = library.open(source, worker, lost);
    close = () => task.destroy();
    task.onPassword = async (update: (password: string | Error) => void, reason: number) => {
      onPrompt();
      const { askPassword } = await import('./unlock.js');
      const password = await askPassword(root, texts, reason === library.PasswordResponses.INCORRECT_PASSWORD);
      update(password ?? new Error('The reader has no password.'));
    };
    try {
      const file = await Promise.race([task.promise, failed]);
      const first = await file.getPage(1);
      viewer = showDocument({ root, file, first, library, texts, context, signal });
    } catch (error) {
      if (error instanceof library.PasswordException) give('encrypted', error);
      else lost(error);
    }
  };

  await new Promise<void>((shown) => {
    open(shown).catch(lost).finally(shown);
    signal.addEventListener('abort', () => shown());
  });
  return {
    command: (command) => viewer?.command(command),
    // A sheet of paper.
    heightAt: (width) => width * 1.3,
    destroy: () => ended.abort(),
  };
};
