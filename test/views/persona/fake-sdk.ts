import { AnamEvent, type MessageStreamEvent } from '@anam-ai/js-sdk';
import type { PersonaSdk } from '../../../src/views/persona/seams.js';

/** Stands in for the SDK's public class, and plays the persona. */
export class FakePersona {
  readonly created: { readonly token: string; readonly options: unknown }[] = [];
  readonly sent: string[] = [];
  readonly stops: string[] = [];
  microphone: MediaStream | undefined;
  muted = false;
  /** What `stream` does; it connects at once unless told otherwise. */
  connect: () => Promise<void> = () => {
    this.picture();
    return Promise.resolve();
  };
  readonly #listeners = new Map<string, ((...told: unknown[]) => void)[]>();

  readonly sdk = {
    AnamEvent,
    createClient: (token: string, options: unknown) => {
      this.created.push({ token, options });
      return {
        addListener: (event: string, listener: (...told: unknown[]) => void) => {
          this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
        },
        stream: async (microphone?: MediaStream) => {
          this.microphone = microphone;
          await this.connect();
          return [];
        },
        stopStreaming: () => {
          this.stops.push('stop');
          return Promise.resolve();
        },
        sendUserMessage: (text: string) => void this.sent.push(text),
        muteInputAudio: () => void (this.muted = true),
        unmuteInputAudio: () => void (this.muted = false),
      };
    },
  } as unknown as PersonaSdk;

  tell(event: AnamEvent, ...told: unknown[]): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(...told);
  }

  picture(): void {
    const canvas = document.createElement('canvas');
    canvas.getContext('2d')?.fillRect(0, 0, 10, 10);
    this.tell(AnamEvent.VIDEO_STREAM_STARTED, canvas.captureStream(5));
  }

  says(role: 'user' | 'persona', content: string, more: Partial<MessageStreamEvent> = {}): void {
    const piece = { id: `${role}::${content}`, role, content, endOfSpeech: true, interrupted: false, ...more };
    this.tell(AnamEvent.MESSAGE_STREAM_EVENT_RECEIVED, piece);
  }
}

/** A clock that stands still until it is moved. */
export class FakeClock {
  #now = Date.parse('2030-01-01T12:00:00Z');
  #alarms: { readonly at: number; readonly act: () => void }[] = [];

  readonly now = (): number => this.#now;

  readonly after = (milliseconds: number, act: () => void): (() => void) => {
    const alarm = { at: this.#now + milliseconds, act };
    this.#alarms.push(alarm);
    return () => {
      this.#alarms = this.#alarms.filter((one) => one !== alarm);
    };
  };

  move(seconds: number): void {
    this.#now += seconds * 1000;
    for (const alarm of this.#alarms.filter(({ at }) => at <= this.#now)) {
      this.#alarms = this.#alarms.filter((one) => one !== alarm);
      alarm.act();
    }
  }

  /** How many alarms are set. */
  get pending(): number {
    return this.#alarms.length;
  }

  inSeconds(seconds: number): string {
    return new Date(this.#now + seconds * 1000).toISOString();
  }
}
