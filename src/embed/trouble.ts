import { isToken, type NoTicket, notToken, sentenceOf, tellAuthor, whyNoTicket } from '../protocol/no-ticket.js';
import { direction, pickLanguage } from '../theme/language.js';
import { troubleTexts } from '../theme/strings/trouble.js';
import css from './trouble.css?inline';
import { drawing, languageAt, make, style } from './dom.js';

const here = import.meta.url;
const home = new URL('.', here);
const server = home.href.slice(0, -1);

/** The page is told once, however often its frame asked. */
const told = new WeakSet<HTMLIFrameElement>();

/**
 * No ticket came, and the browser tells no script why: a refused answer looks like no answer. So we ask for something
 * that everybody may read, and tell the page's author in the console and its readers in a box.
 */
export async function explain(box: HTMLElement, frame: HTMLIFrameElement): Promise<void> {
  const why = await whyNoTicket(server);
  if (!box.isConnected || told.has(frame)) return;
  told.add(frame);
  tellAuthor(sentence(why, frame));
  if (why === 'policy') {
    if (frame.isConnected) withoutProof(frame);
    return;
  }
  const root = box.shadowRoot;
  // An iframe of the author's stays what it is.
  if (!root?.contains(frame)) return;
  const language = languageAt(box);
  const [refused, refusedText, down, downText, again] = troubleTexts(language);
  style(root, css);
  const [title, text] = why === 'refused' ? [refused, refusedText] : [down, downText];
  const section = make(
    'section',
    { '@role': 'group', '@dir': direction(pickLanguage([language])) },
    // In a low box the words need the room.
    frame.offsetHeight > 220 ? drawing(shapes[why]) : '',
    make('strong', { textContent: title }),
    make('p', { textContent: text }),
  );
  if (why === 'down') {
    const onclick = () => {
      told.delete(frame);
      section.replaceWith(frame);
      frame.focus();
    };
    section.append(make('button', { textContent: again, onclick }));
  }
  // As large as what stood there: nothing around it moves.
  for (const name of ['width', 'max-width', 'height', 'aspect-ratio'])
    section.style.setProperty(name, frame.style.getPropertyValue(name));
  frame.replaceWith(section);
}

/** As a bare frame, which `frame-ancestors` alone guards. */
function withoutProof(frame: HTMLIFrameElement): void {
  const address = new URL(frame.src);
  if (address.searchParams.get('load') === 'click') address.searchParams.set('play', 'true');
  address.searchParams.delete('load');
  // Out and in again: Chromium may drop the change of an address while the first one is about to be shown.
  const place = new Comment();
  const root = frame.getRootNode();
  const hadFocus = root instanceof ShadowRoot && root.activeElement === frame;
  frame.replaceWith(place);
  frame.src = address.href;
  place.replaceWith(frame);
  if (hadFocus) frame.focus();
}

/** A broken chain for what is refused, a cloud with a stroke for a server that is down. */
const shapes = {
  refused: 'M10 7H7a5 5 0 0 0-2 9.6M14 17h3a5 5 0 0 0 2-9.6M4 3l16 18',
  down: 'M7 18h11a4 4 0 0 0 .8-7.9 6.5 6.5 0 0 0-9.6-3.6M6 10.1A4 4 0 0 0 7 18M4 3l16 18',
} as const;

/** Where people wrote something else for a token, that is why. */
function sentence(why: NoTicket, frame: HTMLIFrameElement): string {
  const written = frame.src.slice(new URL('embed/', home).href.length).replace(/\?.*/s, '');
  if (why !== 'refused' || isToken(written)) return sentenceOf(why, server);
  return `${notToken(decodeURI(written))} Write it into data-token of the script, or into data-guestpass of the place.`;
}
