import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { copyText } from './copy.js';

export type CopyStatus = 'idle' | 'busy' | 'copied' | 'selected';

/** How long a button says that it has copied, in milliseconds. */
const shown = 2500;

/** The copy buttons of an element, told apart by a key: at most one of them has something to say at a time. */
export class Copier implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #key = '';
  #status: CopyStatus = 'idle';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  status(key: string): CopyStatus {
    return key === this.#key ? this.#status : 'idle';
  }

  /** Copies in the click that asks for it. True when it is on the clipboard. Rejects when `text` does. */
  async copy(
    key: string,
    text: string | Promise<string>,
    field: () => HTMLInputElement | HTMLTextAreaElement | null,
  ): Promise<boolean> {
    this.#set(key, 'busy');
    let copied = false;
    try {
      copied = await copyText(text, field);
    } catch (error) {
      this.#set(key, 'idle');
      throw error;
    }
    this.#set(key, copied ? 'copied' : 'selected');
    if (copied) this.#timer = setTimeout(() => this.#set(key, 'idle'), shown);
    return copied;
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#status = 'idle';
  }

  #set(key: string, status: CopyStatus): void {
    clearTimeout(this.#timer);
    this.#key = key;
    this.#status = status;
    this.#host.requestUpdate();
  }
}
