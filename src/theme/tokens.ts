import { unsafeCSS } from 'lit';
import { baselineText, tokensText } from './tokens-text.js';

/** The texts of tokens-text.ts as Lit takes them. They are apart so that a view without Lit has them too. */
export const tokens = unsafeCSS(tokensText);
export const baseline = unsafeCSS(baselineText);
