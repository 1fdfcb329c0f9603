import type { GuestClient } from '../client/guest-client.js';
import type { OpenedShare } from '../contract/view.js';
import type { FrameEvent, ViewCommand } from '../protocol/messages.js';
import type { MountedView, ViewProblem } from '../views/view.js';
import { byId } from './page-data.js';
import { mountView } from './views.js';

export interface ViewStageOptions {
  readonly client: GuestClient;
  readonly language: string;
  /** The lease as it is now; an older one may have ended. */
  lease(): string;
  /** The visit goes on under another lease. */
  onLease(lease: string): void;
  announce(text: string): void;
  emit(event: FrameEvent): void;
  /** A view that was shown, or was about to be, gave up: it is closed already. */
  onProblem(problem: ViewProblem): void;
}

/** How often a conversation says that it goes on, in milliseconds; the server gives its place away after two and a half minutes. */
const keepEvery = 60_000;

/** The place where the view stands: one at a time, and none is left behind. */
export interface ViewStage {
  readonly isShown: boolean;
  /** Resolves with whether the view is there now; not when it gave up or was closed meanwhile. Throws what its code throws. */
  mount(opened: OpenedShare): Promise<boolean>;
  close(): void;
  command(command: ViewCommand): void;
  /** Of the view that is shown; see MountedView. */
  heightAt(width: number): number;
  readonly element: HTMLElement;
}

export function viewStage(options: ViewStageOptions): ViewStage {
  const { client, language, announce, lease } = options;
  const element = byId('view');
  let mounted: MountedView | null = null;
  let running: AbortController | null = null;
  let ending: Promise<void> = Promise.resolve();
  let keeping: ReturnType<typeof setInterval> | undefined;

  /** Makes room for another guest; another conversation then is another visit, with its lease. */
  const endConversation = async () => {
    const next = await client.endConversation(lease());
    if (next !== null) options.onLease(next);
  };

  const close = () => {
    running?.abort();
    running = null;
    mounted?.destroy();
    mounted = null;
    clearInterval(keeping);
    element.replaceChildren();
    element.hidden = true;
  };

  return {
    element,
    get isShown() {
      return mounted !== null;
    },
    close,
    command: (command) => mounted?.command(command),
    heightAt: (width) => mounted?.heightAt(width) ?? 0,
    async mount({ share, view }) {
      close();
      const control = new AbortController();
      running = control;
      const { signal } = control;
      const reported = new Set<string>();
      const host = document.createElement('div');
      element.append(host);
      element.hidden = false;
      try {
        const shown = await mountView(view, host, {
          note: share,
          language,
          signal,
          announce,
          emit(event) {
            options.emit(event);
            if (event.type === 'session-started')
              keeping = setInterval(() => client.keepConversation(lease()), keepEvery);
            if (event.type === 'session-ended') {
              clearInterval(keeping);
              ending = endConversation();
            }
          },
          url: (asset, { download = false } = {}) => client.contentUrl(lease(), asset, download),
          report(type) {
            if (!reported.has(type)) client.report(lease(), type);
            reported.add(type);
          },
          fail(problem) {
            if (signal.aborted) return;
            close();
            options.onProblem(problem);
          },
          startConversation: async () => {
            await ending;
            return client.startConversation(lease());
          },
        });
        if (signal.aborted) shown.destroy();
        else mounted = shown;
        return !signal.aborted;
      } catch (cause) {
        if (signal.aborted) return false;
        close();
        throw cause;
      }
    },
  };
}
