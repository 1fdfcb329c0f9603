import { failureOf } from '../client/failure.js';
import type { View } from '../contract/view.js';
import { reloadForPart } from './lost-part.js';
import type { MountedView, ViewContext } from '../views/view.js';

/** Everything of a context but the view itself. */
type Surroundings = Omit<ViewContext, 'view'>;

/** Each kind of view is a part of its own, fetched only when a resource of that kind is opened. */
const parts = {
  document: () => import('../views/document/mount.js'),
  media: () => import('../views/media/mount.js'),
  image: () => import('../views/image/mount.js'),
  graph: () => import('../views/graph/mount.js'),
  persona: () => import('../views/persona/mount.js'),
} as const;

/** Begins to fetch a view's code while the link is still being opened. What fails here is told when the view is mounted. */
export function fetchView(type: string | null): void {
  // Firefox and Safari remember what could not be fetched.
  if (!navigator.onLine) return;
  const part = type === 'video' || type === 'audio' ? 'media' : type;
  if (part !== null && isPart(part)) parts[part]().catch(() => undefined);
}

/** Throws `unavailable` when the view's code cannot be fetched, and whatever that code throws. */
export async function mountView(view: View, host: HTMLElement, around: Surroundings): Promise<MountedView> {
  switch (view.type) {
    case 'document':
      return (await load(parts.document)).mount(host, { ...around, view });
    case 'video':
    case 'audio':
      return (await load(parts.media)).mount(host, { ...around, view });
    case 'image':
      return (await load(parts.image)).mount(host, { ...around, view });
    case 'graph':
      return (await load(parts.graph)).mount(host, { ...around, view });
    case 'persona':
      return (await load(parts.persona)).mount(host, { ...around, view });
  }
}

async function load<T>(part: () => Promise<T>): Promise<T> {
  try {
    return await part();
  } catch (cause) {
    if (wasLost) await reloadForPart();
    wasLost = true;
    throw await failureOf(cause);
  }
}
/** A view's code could not be fetched before. */
let wasLost = false;

function isPart(name: string): name is keyof typeof parts {
  return Object.hasOwn(parts, name);
}
