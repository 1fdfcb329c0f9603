import { loadImageStrings } from '../../theme/strings/image.js';
import { downloadLink, element, surface } from '../surface.js';
import type { MountView } from '../view.js';
import styles from './image.css?inline';
import type { Looking } from './looking.js';
import { pictureOn } from './picture.js';

/** An image, whole at first. A drawing (SVG) never runs a script: it is only ever an `<img>`. */
export const mount: MountView<'image'> = async (host, context) => {
  const { view, note, signal } = context;
  // Without it the image is there to be seen all the same.
  const arriving = import('./looking.js').catch(() => undefined);
  const texts = loadImageStrings(context.language);
  const { node, root } = surface(host, styles);
  const image = element('img', { alt: view.alt ?? note.title, src: context.url(view.asset) });
  const stage = element('div', { class: 'stage' });
  const bar = element('div', { class: 'bar' });
  root.append(element('div', { class: 'root' }, stage, bar));
  const picture = pictureOn(stage, image, bar, view.contentType.startsWith('image/svg'));

  let resized = (): void => void picture.lay({ scale: picture.fit(), x: 0, y: 0 });
  const watch = new ResizeObserver(() => resized());
  let gone = false;
  const destroy = (): void => {
    gone = true;
    watch.disconnect();
    node.remove();
  };
  signal.addEventListener('abort', destroy);
  if (signal.aborted) destroy();

  const look = async (): Promise<Looking | undefined> => {
    const [part, strings] = await Promise.all([arriving, texts]);
    if (gone) return undefined;
    if (note.download) {
      const href = context.url(view.asset, { download: true });
      bar.append(downloadLink(strings.download, href, view.filename, () => context.report('downloaded')));
    }
    const looking = part?.lookInto(picture, strings, context);
    if (looking) ({ resized } = looking);
    return looking;
  };
  let looking: Promise<Looking | undefined> | undefined;
  try {
    await image.decode();
    if (!gone) {
      resized();
      stage.append(image);
      watch.observe(stage);
      context.report('viewed');
      looking = look();
    }
  } catch (cause) {
    const explain = await import('../file-problem.js').catch(() => undefined);
    const problem = (await explain?.problemOfFile(image.src)) ?? 'offline';
    if (!gone) context.fail(problem, cause);
  }

  return {
    command: (command) => void looking?.then((part) => part?.command(command)),
    heightAt: picture.heightAt,
    destroy,
  };
};
