// The theme's tokens as the guest page's own properties: written once in src/theme/tokens-text.ts, where elements take
// them into their shadow roots, and loaded once with the page, from which its views inherit them.

import { tokensText } from '../src/theme/tokens-text.ts';

const NAME = 'virtual:page-tokens.css';

/** What `import 'virtual:page-tokens.css'` is. Only an element can be told to be compact. */
export const pageTokensPlugin = () => ({
  name: 'guestpass:page-tokens',
  resolveId: (id) => (id === NAME ? NAME : undefined),
  load: (id) =>
    id === NAME ? tokensText.replace(/:host\(\[[^{]*\{[^}]*\}/, '').replaceAll(':host', ':root') : undefined,
});
