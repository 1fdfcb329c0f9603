import type { DocumentStrings } from '../../theme/strings/document.js';
import { element } from '../surface.js';
import { adopt } from './dom.js';
import styles from './unlock.css?inline';

/**
 * Asks for the password that the file itself has. It goes to pdf.js on this machine and nowhere else. Resolves with
 * undefined when the reader has none.
 */
export function askPassword(root: ShadowRoot, texts: DocumentStrings, wrong: boolean): Promise<string | undefined> {
  adopt(root, styles);
  return new Promise((resolve) => {
    const field = element('input', { type: 'password', autocomplete: 'off', required: true, id: 'password' });
    const cancel = element('button', { type: 'button' }, texts.cancel);
    const form = element(
      'form',
      { class: 'unlock' },
      element('h2', {}, texts.locked),
      element('label', { for: 'password' }, texts.password),
      field,
    );
    if (wrong) {
      field.setAttribute('aria-invalid', 'true');
      field.setAttribute('aria-describedby', 'wrong');
      form.append(element('p', { id: 'wrong', role: 'alert' }, texts.wrongPassword));
    }
    form.append(element('div', { class: 'choices' }, cancel, element('button', { class: 'primary' }, texts.open)));
    const end = (password?: string) => {
      form.remove();
      resolve(password);
    };
    cancel.addEventListener('click', () => end());
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      end(field.value);
    });
    root.append(form);
    if (wrong) field.focus();
  });
}
