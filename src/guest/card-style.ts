import styles from './card.css?inline';

/** Gives a page its cards' looks that began without them: the server links the same file where it writes a card. */
export function styleCards(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  document.adoptedStyleSheets.push(sheet);
}
