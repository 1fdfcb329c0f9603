import type { AnamEvent, createClient } from '@anam-ai/js-sdk';

/** The part of the vendor's SDK that we use. */
export interface PersonaSdk {
  readonly createClient: typeof createClient;
  readonly AnamEvent: typeof AnamEvent;
}

/** What the view takes from outside: the SDK, which is fetched only for a conversation, and the time. */
export interface PersonaSeams {
  loadSdk(): Promise<PersonaSdk>;
  /** Milliseconds since 1970. */
  now(): number;
  /** Does something later; what it returns calls it off. */
  after(milliseconds: number, act: () => void): () => void;
}
