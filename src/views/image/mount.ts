import { fill } from '../../theme/fill.js';
import { loadImageStrings } from '../../theme/strings/image.js';
import { button, downloadLink, element, name, surface } from '../surface.js';
import type { MountView } from '../view.js';
import { boundedScale, fitScale, type Placement, type Point, settled, zoomedAt } from './geometry.js';
import styles from './image.css?inline';

/** By how much a button or a key zooms, and by how many CSS pixels an arrow key moves. */
const step = 1.25;
const stride = 64;

/** An image, whole at first, to look into by wheel, drag, pinch, keys and buttons. A drawing (SVG) never runs a script: it is only ever an `<img>`. */
export const mount: MountView<'image'> = async (host, context) => {
  const { view, note, language, signal } = context;
  const strings = await loadImageStrings(language);
  const { node, root } = surface(host, styles);
  // Comes beside the image, which does not wait for it; without it there are still the buttons and the keys.
  const gestures = import('./gestures.js').catch(() => undefined);

  const image = element('img', { alt: view.alt ?? note.title });
  const stage = element('div', { class: 'stage', tabindex: 0, role: 'group', 'aria-label': strings.stage });
  const larger = () => zoomTo(place.scale * step);
  const smaller = () => zoomTo(place.scale / step);
  const actual = () => zoomTo(1);
  const whole = () => zoomTo('fit');
  const zoomOut = button(strings.zoomOut, smaller, 'M5 11h14v2H5z');
  const percent = button('', actual);
  const zoomIn = button(strings.zoomIn, larger, 'M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z');
  const corners = 'M4 9V4h5v2H6v3zm11-5h5v5h-2V6h-3zM4 15h2v3h3v2H4zm14 0h2v5h-5v-2h3z';
  const bar = element('div', { class: 'bar' }, zoomOut, percent, zoomIn, button(strings.fit, whole, corners));
  if (note.download) {
    const href = context.url(view.asset, { download: true });
    bar.append(downloadLink(strings.download, href, view.filename, () => context.report('downloaded')));
  }
  const shell = element('div', { class: 'root' }, stage, bar);
  root.append(shell);

  let place: Placement = { scale: 1, x: 0, y: 0 };
  let fitted = true;
  const numbers = new Intl.NumberFormat(language, { style: 'percent' });
  // Down to the bar: a whole image is seen whole, and a larger one shows through below it.
  const room = () => ({ width: stage.clientWidth, height: bar.offsetTop });
  // A drawing may have no size of its own; then it takes the stage's.
  const size = () => ({
    width: image.naturalWidth || room().width,
    height: image.naturalHeight || room().height,
  });
  const fit = () => fitScale(size(), room(), view.contentType.startsWith('image/svg'));

  const show = (next: Placement, glides = false): void => {
    const before = place.scale;
    place = settled(size(), room(), next);
    const { scale, x, y } = place;
    stage.classList.toggle('glides', glides);
    stage.classList.toggle('larger', scale > fit());
    // A real size and not only a transform: the browser then draws from the file, sharp at each step.
    image.style.width = `${size().width * scale}px`;
    image.style.translate = `${x}px ${y}px`;
    percent.textContent = numbers.format(scale);
    name(percent, fill(strings.actualSize, { percent: percent.textContent }));
    // Not `disabled`: that would drop the focus of whoever just pressed it.
    zoomOut.ariaDisabled = String(scale <= boundedScale(0, fit()));
    zoomIn.ariaDisabled = String(scale >= boundedScale(Number.POSITIVE_INFINITY, fit()));
    if (before !== scale) context.emit({ type: 'zoom', scale: Math.round(scale * 1000) / 1000 });
  };

  /** The way of buttons, keys and commands: it glides and is told to those who listen. */
  const zoomTo = (wanted: number | 'fit', around: Point = { x: room().width / 2, y: room().height / 2 }): void => {
    fitted = wanted === 'fit';
    show(zoomedAt(place, wanted === 'fit' ? fit() : boundedScale(wanted, fit()), around), true);
    context.announce(fill(strings.zoomed, { percent: numbers.format(place.scale) }));
  };
  const pan = (byX: number, byY: number): void => show({ ...place, x: place.x + byX, y: place.y + byY });
  const keys: Readonly<Record<string, () => void>> = {
    '+': larger,
    '=': larger,
    '-': smaller,
    0: whole,
    1: actual,
    ArrowLeft: () => pan(stride, 0),
    ArrowRight: () => pan(-stride, 0),
    ArrowUp: () => pan(0, stride),
    ArrowDown: () => pan(0, -stride),
  };
  shell.addEventListener('keydown', (event) => {
    const act = keys[event.key];
    if (!act || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    act();
  });
  const resized = new ResizeObserver(() => show(fitted ? { ...place, scale: fit() } : place));
  let gone = false;
  const destroy = (): void => {
    gone = true;
    resized.disconnect();
    node.remove();
  };
  signal.addEventListener('abort', destroy);
  if (signal.aborted) destroy();

  image.src = context.url(view.asset);
  try {
    await image.decode();
    if (!gone) {
      place = { ...place, scale: fit() };
      show(place);
      stage.append(image);
      resized.observe(stage);
      context.report('viewed');
      (await gestures)?.listenToGestures(stage, {
        pan,
        zoom: (factor, around) => {
          fitted = false;
          show(zoomedAt(place, boundedScale(place.scale * factor, fit()), around));
        },
        toggle: (at) => zoomTo(fitted ? Math.max(1, fit() * 2) : 'fit', at),
      });
    }
  } catch (cause) {
    if (!gone) context.fail(navigator.onLine ? 'broken' : 'offline', cause);
  }

  return {
    command: (command) => {
      if (command.type !== 'zoom') return;
      if (command.scale === 'fit-width') zoomTo(room().width / size().width);
      else zoomTo(command.scale === 'fit-page' ? 'fit' : command.scale);
    },
    destroy,
  };
};
