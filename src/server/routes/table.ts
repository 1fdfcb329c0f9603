import { anamErrors, anamRoutes } from '../dialects/anam.js';
import { craftkitErrors, craftkitRoutes } from '../dialects/craftkit.js';
import { microvisualizerErrors, microvisualizerRoutes } from '../dialects/microvisualizer.js';
import { type ErrorStyle, problem } from '../middleware/errors.js';
import { contentRoutes } from './content.js';
import { doctorRoutes } from './doctor.js';
import { embedRoutes } from './embeds.js';
import { oEmbedRoutes } from './oembed.js';
import { guestRoutes } from './guests.js';
import { operationRoutes } from './operations.js';
import { ownerRoutes } from './owners.js';
import { pageRoutes } from './pages.js';
import type { Route } from './route.js';
import { webhookRoutes } from './webhooks.js';

/** Every route of the server. A path that is not here does not exist. */
export const allRoutes: readonly Route[] = [
  ...pageRoutes,
  ...guestRoutes,
  ...contentRoutes,
  ...embedRoutes,
  ...oEmbedRoutes,
  ...ownerRoutes,
  ...doctorRoutes,
  ...craftkitRoutes,
  ...anamRoutes,
  ...microvisualizerRoutes,
  ...webhookRoutes,
  ...operationRoutes(() => allRoutes),
];

/** How errors are written where no route matches: a dialect's paths answer in its form. */
const styles: readonly { readonly prefix: string; readonly style: ErrorStyle }[] = [
  { prefix: '/v1/renders/', style: craftkitErrors },
  { prefix: '/v1/share-links', style: anamErrors },
  { prefix: '/v1/projects/', style: microvisualizerErrors },
];

export function styleAt(path: string): ErrorStyle {
  return styles.find(({ prefix }) => path.startsWith(prefix))?.style ?? problem;
}
