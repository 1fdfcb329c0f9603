import './page-tokens.js';
import type { View } from '../../src/contract/view.js';
import { mount as mountImage } from '../../src/views/image/mount.js';
import { mount as mountMedia } from '../../src/views/media/mount.js';
import { mount as mountPersona } from '../../src/views/persona/mount.js';
import type { MountedView, ViewContext } from '../../src/views/view.js';

/** A page with nothing but the view that `?view=` describes. What the view tells is in `window.told`. */
const query = new URLSearchParams(location.search);
const told: unknown[] = [];
document.addEventListener('securitypolicyviolation', (event) =>
  told.push({ violation: event.violatedDirective, blocked: event.blockedURI, sample: event.sample }),
);
const host = document.querySelector('main') ?? document.body;

const around: Omit<ViewContext, 'view'> = {
  note: {
    title: 'Sample',
    sharedBy: null,
    message: null,
    expiresAt: null,
    download: true,
    removeWatermark: false,
    type: 'LINK',
  },
  language: query.get('language') ?? 'en',
  signal: new AbortController().signal,
  url: (asset, how) => `/content/${asset}${how?.download ? '?download=1' : ''}`,
  report: (type) => told.push({ report: type }),
  emit: (event) => told.push({ emit: event.type }),
  fail: (problem) => told.push({ fail: problem }),
  announce: (text) => told.push({ announce: text }),
  startConversation: () =>
    Promise.resolve({
      sessionToken: `head.${btoa(JSON.stringify({ type: 'ephemeral', accountId: 'a' }))}.signature`,
      apiBaseUrl: location.origin,
      endsAt: null,
    }),
};

function mount(view: View): Promise<MountedView> {
  switch (view.type) {
    case 'image':
      return mountImage(host, { ...around, view });
    case 'video':
    case 'audio':
      return mountMedia(host, { ...around, view });
    case 'persona':
      return mountPersona(host, { ...around, view });
    default:
      throw new Error(`No ${view.type} here`);
  }
}

Object.assign(globalThis, { told });
await mount(JSON.parse(query.get('view') ?? 'null'));
told.push({ mounted: true });
