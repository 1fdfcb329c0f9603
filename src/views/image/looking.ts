import { fill } from '../../theme/fill.js';
import type { ImageStrings } from '../../theme/strings/image.js';
import type { ViewCommand } from '../../protocol/messages.js';
import { button, name } from '../surface.js';
import type { ViewContext } from '../view.js';
import type { Placement, Point } from './fitting.js';
import { listenToGestures } from './gestures.js';
import type { Picture } from './picture.js';
import { boundedScale, zoomedAt } from './zooming.js';

/** By how much a button or a key zooms, and by how many CSS pixels an arrow key moves. */
const step = 1.25;
const stride = 64;

export interface Looking {
  command(command: ViewCommand): void;
  /** The stage has another size. */
  resized(): void;
}

/** Lets a guest look into a picture that is seen whole: by wheel, drag, pinch, keys and buttons. */
export function lookInto(picture: Picture, strings: ImageStrings, context: ViewContext): Looking {
  const { stage, bar, fit, room, size } = picture;
  const larger = () => zoomTo(place.scale * step);
  const smaller = () => zoomTo(place.scale / step);
  const actual = () => zoomTo(1);
  const whole = () => zoomTo('fit');
  const zoomOut = button(strings.zoomOut, smaller, 'M5 11h14v2H5z');
  const percent = button('', actual);
  const zoomIn = button(strings.zoomIn, larger, 'M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z');
  const corners = 'M4 9V4h5v2H6v3zm11-5h5v5h-2V6h-3zM4 15h2v3h3v2H4zm14 0h2v5h-5v-2h3z';
  bar.prepend(zoomOut, percent, zoomIn, button(strings.fit, whole, corners));

  let place: Placement = { scale: 1, x: 0, y: 0 };
  let fitted = true;
  const numbers = new Intl.NumberFormat(context.language, { style: 'percent' });

  const show = (next: Placement, glides = false): void => {
    const before = place.scale;
    stage.classList.toggle('glides', glides);
    place = picture.lay(next);
    const { scale } = place;
    stage.classList.toggle('larger', scale > fit());
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
  for (const part of [stage, bar])
    part.addEventListener('keydown', (event) => {
      const act = keys[event.key];
      if (!act || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      act();
    });
  stage.tabIndex = 0;
  stage.role = 'group';
  stage.ariaLabel = strings.stage;
  listenToGestures(stage, {
    pan,
    zoom: (factor, around) => {
      fitted = false;
      show(zoomedAt(place, boundedScale(place.scale * factor, fit()), around));
    },
    toggle: (at) => zoomTo(fitted ? Math.max(1, fit() * 2) : 'fit', at),
  });

  const resized = (): void => show(fitted ? { ...place, scale: fit() } : place);
  resized();
  return {
    resized,
    command: (command) => {
      if (command.type !== 'zoom') return;
      if (command.scale === 'fit-width') zoomTo(room().width / size().width);
      else zoomTo(command.scale === 'fit-page' ? 'fit' : command.scale);
    },
  };
}
