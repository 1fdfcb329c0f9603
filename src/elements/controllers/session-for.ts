import { grantsFromFunction, grantsFromUrl } from '../../client/grants.js';
import { OwnerClient } from '../../client/owner-client.js';
import type { OwnerElement } from '../owner-element.js';
import { OwnerSession } from './owner-session.js';

/** A session with what the element's attributes name. Null when they do not name enough. */
export function sessionFor(element: OwnerElement): OwnerSession | null {
  const { resource, grantUrl, getGrant } = element;
  const server = URL.canParse(element.server, document.baseURI) ? new URL(element.server, document.baseURI) : null;
  if (!server || !/^\w+:\S+$/.test(resource) || !(getGrant || grantUrl)) return null;
  // An empty `server` is the page's own origin, not the folder that the page happens to be in.
  const address = element.server ? server.href.replace(/[?#].*$/, '') : server.origin;
  const grants = getGrant ? grantsFromFunction(getGrant, resource) : grantsFromUrl(grantUrl, resource);
  return new OwnerSession(new OwnerClient({ server: address, resource, grants }));
}
