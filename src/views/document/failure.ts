import type { DocumentStrings } from '../../theme/strings/document.js';
import { element } from '../surface.js';
import { adopt } from './dom.js';
import styles from './failure.css?inline';

/** Says on a page that it cannot be shown, and lets the reader try again. */
export function failure(sheet: HTMLElement, texts: DocumentStrings, retry: () => void): void {
  adopt(sheet, styles);
  const again = element('button', { type: 'button' }, texts.retry);
  const message = element('div', { class: 'failed' }, element('p', {}, texts.pageFailed), again);
  again.addEventListener('click', () => {
    message.remove();
    retry();
  });
  sheet.append(message);
}
