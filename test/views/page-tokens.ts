import { tokensText } from '../../src/theme/tokens-text.js';

// The guest page's tokens, which its views inherit.
const sheet = new CSSStyleSheet();
sheet.replaceSync(tokensText.replaceAll(':host', ':root'));
document.adoptedStyleSheets.push(sheet);
