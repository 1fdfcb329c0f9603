import { html } from 'lit';
import { fill } from '../../theme/language.js';
import { loadImageStrings } from '../../theme/strings/image.js';
import { downloadLink, iconButton, surface } from '../surface.js';
import type { MountView } from '../view.js';
import { boundedScale, fitScale, type Placement, type Point, settled, zoomedAt } from './geometry.js';
import { listenToGestures } from './gestures.js';
import { styles } from './styles.js';

const plus = 'M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z';
const minus = 'M5 11h14v2H5z';
const corners = 'M4 9V4h5v2H6v3zm11-5h5v5h-2V6h-3zM4 15h2v3h3v2H4zm14 0h2v5h-5v-2h3z';

/** By how much a button or a key zooms, and by how many CSS pixels an arrow key moves. */
const step = 1.25;
const stride = 64;

/** An image, whole at first, to look into by wheel, drag, pinch, keys and buttons. A drawing (SVG) never runs a script: it is only ever an `<img>`. */
export const mount: MountView<'image'> = async (host, context) => {
  const { view, note, language } = context;
  const strings = await loadImageStrings(language);
  const ended = new AbortController();
  const { root, draw, remove } = surface(host, styles);

  const image = new Image();
  image.alt = view.alt ?? note.title;
  let place: Placement = { scale: 1, x: 0, y: 0 };
  let fitted = true;
  let lowest = 0;
  let highest = Number.POSITIVE_INFINITY;

  const percent = () => new Intl.NumberFormat(language, { style: 'percent' }).format(place.scale);
  const press = (event: KeyboardEvent): void => {
    const act = keys[event.key];
    if (!act || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    act();
  };
  const larger = () => zoomTo(place.scale * step);
  const smaller = () => zoomTo(place.scale / step);
  const actual = () => zoomTo(1);
  const whole = () => zoomTo('fit');
  const report = () => context.report('downloaded');
  const drawBar = (): void => {
    const label = fill(strings.actualSize, { percent: percent() });
    draw(html`
      <div class="root" @keydown=${press}>
        <div class="stage" tabindex="0" role="group" aria-label=${strings.stage}></div>
        <div class="bar">
          ${iconButton(strings.zoomOut, minus, smaller, place.scale <= lowest)}
          <button class="percent" type="button" aria-label=${label} title=${label} @click=${actual}>${percent()}</button>
          ${iconButton(strings.zoomIn, plus, larger, place.scale >= highest)} ${iconButton(strings.fit, corners, whole)}
          ${note.download ? downloadLink(strings.download, context.url(view.asset, { download: true }), view.filename, report) : ''}
        </div>
      </div>
    `);
  };
  drawBar();
  const [stage, bar] = root.querySelectorAll<HTMLElement>('.stage, .bar');
  if (!stage || !bar) throw new Error('Nothing was drawn');

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
    lowest = boundedScale(0, fit());
    highest = boundedScale(Number.POSITIVE_INFINITY, fit());
    drawBar();
    if (before !== place.scale) context.emit({ type: 'zoom', scale: Math.round(place.scale * 1000) / 1000 });
  };

  /** The way of buttons, keys and commands: it glides and is told to those who listen. */
  const zoomTo = (wanted: number | 'fit', around: Point = { x: room().width / 2, y: room().height / 2 }): void => {
    fitted = wanted === 'fit';
    show(zoomedAt(place, wanted === 'fit' ? fit() : boundedScale(wanted, fit()), around), true);
    context.announce(fill(strings.zoomed, { percent: percent() }));
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
  listenToGestures(
    stage,
    {
      pan,
      zoom: (factor, around) => {
        fitted = false;
        show(zoomedAt(place, boundedScale(place.scale * factor, fit()), around));
      },
      toggle: (at) => zoomTo(fitted ? Math.max(1, fit() * 2) : 'fit', at),
    },
    ended.signal,
  );

  const resized = new ResizeObserver(() => show(fitted ? { ...place, scale: fit() } : place));
  const destroy = (): void => {
    ended.abort();
    resized.disconnect();
    remove();
  };
  context.signal.addEventListener('abort', destroy);
  if (context.signal.aborted) destroy();

  image.src = context.url(view.asset);
  try {
    await image.decode();
    if (!ended.signal.aborted) {
      place = { ...place, scale: fit() };
      show(place);
      stage.append(image);
      resized.observe(stage);
      context.report('viewed');
    }
  } catch (cause) {
    if (!ended.signal.aborted) context.fail(navigator.onLine ? 'broken' : 'offline', cause);
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
