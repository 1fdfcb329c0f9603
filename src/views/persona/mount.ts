import type { MountView } from '../view.js';
import { mountPersona } from './persona-view.js';

/** A live persona: her picture and who she is, then a conversation by voice or by text. */
export const mount: MountView<'persona'> = (host, context) =>
  mountPersona(host, context, {
    loadSdk: () => import('@anam-ai/js-sdk'),
    now: Date.now,
    after: (milliseconds, act) => {
      const timer = setTimeout(act, milliseconds);
      return () => clearTimeout(timer);
    },
  });
