import '../page-tokens.js';
import { mount } from '../../../src/views/document/mount.js';
import type { ViewContext } from '../../../src/views/view.js';
import type { ViewOf } from '../../../src/contract/view.js';

/**
 * A page with nothing but the document view: `?file=` names what the server has, `?language=`, `?download` and
 * `?scheme=` set what the page around would. What the view tells is in `window.told`.
 */
const query = new URLSearchParams(location.search);
const language = query.get('language') ?? 'en';
document.documentElement.lang = language;
document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
document.documentElement.style.colorScheme = query.get('scheme') ?? 'light dark';

const told: unknown[] = [];
const ended = new AbortController();
const host = document.querySelector('main') ?? document.body;

const context: ViewContext<ViewOf<'document'>> = {
  view: { type: 'document', asset: query.get('file') ?? '', size: null, filename: 'sample.pdf' },
  note: {
    title: 'Sample',
    sharedBy: null,
    message: null,
    expiresAt: null,
    download: query.has('download'),
    removeWatermark: false,
    type: 'LINK',
  },
  language,
  signal: ended.signal,
  url: (asset, options) => `/content/${asset}${options?.download ? '?download=1' : ''}`,
  report: (type) => told.push({ report: type }),
  emit: (event) => told.push({ emit: event }),
  fail: (problem) => told.push({ fail: problem }),
  announce: (text) => told.push({ announce: text }),
  startConversation: () => Promise.reject(new Error('A document does not talk.')),
};

document.addEventListener('securitypolicyviolation', (event) =>
  told.push({ violation: event.violatedDirective, blocked: event.blockedURI }),
);
Object.assign(globalThis, { told });
const view = await mount(host, context);
Object.assign(globalThis, { view, end: () => ended.abort() });
told.push({ mounted: true });
