import { isOriginAllowed, isWebOrigin } from '../contract/origins.js';
import type { FrameEvent, HostCommand } from '../protocol/messages.js';
import { createPlayerJs } from '../protocol/playerjs.js';
import { focusWithin } from './focus-within.js';
import { openFramePort } from './frame-port.js';
import { type PageData, readPageData } from './page-data.js';
import { startShell } from './shell.js';
import './frame.css';

/** The frame of an embed, `/embed/{token}`: the guest page's shell, and what ties it to the page around. */
function startFrame(data: PageData): void {
  const query = new URLSearchParams(location.search);
  // In the address of each frame that a script makes, so that it waits for a ticket: `click` or `visible`.
  const load = query.get('load');
  const mayEmbed = (origin: string) =>
    data.allowAllOrigins ? isWebOrigin(origin) : isOriginAllowed(data.allowedOrigins, origin);

  const port = openFramePort({ token: data.token, mayEmbed, onCommand });
  const player = createPlayerJs({
    src: location.href,
    post: (text, origin) => parent.postMessage(text, origin),
    command: (command) => shell.command(command),
  });
  const shell = startShell({
    data,
    via: load === null ? 'frame' : 'script',
    ticket: port.ticket,
    mayStream: hasManyStreams,
    emit,
  });

  function emit(event: FrameEvent): void {
    port.emit(event);
    if (event.type !== 'opened') return player.observe(event);
    tellHeight();
    if (event.view !== 'video' && event.view !== 'audio') return;
    player.ready(parentOrigin(mayEmbed));
    // A click on the embed's button in the page is why we are here: nobody should have to press play again.
    if (load === 'click' || query.get('play') === 'true') shell.command({ type: 'play' });
  }

  function onCommand(command: Exclude<HostCommand, { type: 'ticket' | 'close' }>): void {
    if (command.type === 'theme') setScheme(command.scheme);
    else if (command.type === 'focus') focusStage(command.backwards);
    else shell.command(command);
  }

  addEventListener('message', ({ data: message, source, origin }: MessageEvent<unknown>) => {
    if (source === parent && parent !== window && mayEmbed(origin)) player.receive(message, origin);
  });

  // What closes something of its own inside the frame says so by preventing the default.
  addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented || document.fullscreenElement) return;
    port.emit({ type: 'escape' });
  });

  /** To its end when the focus comes from behind. */
  function focusStage(backwards: boolean): void {
    if (!focusWithin(shell.shown, backwards)) shell.stage.focus();
  }

  /** A view fills whatever it is given, but has a height that becomes it: never too low for its controls, nor so high that nobody sees all of it. */
  const viewHeight = () => Math.round(Math.min(900, Math.max(180, shell.heightAt(innerWidth))));
  let told: number | null = null;
  const tellHeight = () => {
    const { card, shown, stage } = shell;
    // What is being opened stays as high as it is: next comes the view, or a card that says why not.
    if (shown === card && card.dataset['state'] === 'loading') return;
    const height = shown === card ? card.offsetHeight + 32 : viewHeight() + innerHeight - stage.offsetHeight;
    if (height === told) return;
    told = height;
    port.emit({ type: 'resize', height });
  };
  const sizes = new ResizeObserver(tellHeight);
  sizes.observe(shell.stage);
  for (const child of shell.stage.children) sizes.observe(child);

  port.emit({ type: 'ready' });
}

/** Before the first paint the server has set it by the address; this is for a page that changes its mind. */
function setScheme(scheme: 'light' | 'dark' | 'auto'): void {
  const { dataset } = document.documentElement;
  if (scheme === 'auto') delete dataset['scheme'];
  else dataset['scheme'] = scheme;
  document
    .querySelector('meta[name="color-scheme"]')
    ?.setAttribute('content', scheme === 'auto' ? 'light dark' : scheme);
}

/** Of the page that embeds, where the browser tells it: an old one tells the referrer alone, and a page may hide that. */
function parentOrigin(mayEmbed: (origin: string) => boolean): string | null {
  const told = location.ancestorOrigins?.[0] ?? URL.parse(document.referrer)?.origin ?? null;
  return told !== null && mayEmbed(told) ? told : null;
}

/** Over HTTP/1.1 a browser keeps six connections to a server: a page of frames, each with a stream, would use them up. */
function hasManyStreams(): boolean {
  const [navigation] = performance.getEntriesByType('navigation');
  return navigation instanceof PerformanceNavigationTiming && !navigation.nextHopProtocol.startsWith('http/1');
}

const data = readPageData();
if (data) startFrame(data);
