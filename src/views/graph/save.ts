import type { ViewOf } from '../../contract/view.js';
import type { ViewContext } from '../view.js';
import { element } from '../surface.js';
import { fileName } from './files.js';
import type { Kit } from './kit.js';

export interface Savable {
  readonly kit: Kit;
  readonly title: string;
  readonly context: ViewContext<ViewOf<'graph'>>;
  readonly signal: AbortSignal;
  svg(): Blob;
  png(): Promise<Blob>;
}

/** Hands the reader the picture as a file. */
export function saver({ kit, title, context, signal, svg, png }: Savable): (type: 'svg' | 'png') => Promise<void> {
  let address = '';
  signal.addEventListener('abort', () => URL.revokeObjectURL(address));
  return async (type) => {
    try {
      const file = type === 'svg' ? svg() : await png();
      URL.revokeObjectURL(address);
      address = URL.createObjectURL(file);
      element('a', { href: address, download: fileName(title, type) }).click();
      context.report('downloaded');
    } catch {
      context.announce(kit.strings.failed);
    }
  };
}
