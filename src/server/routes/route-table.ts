import { RegExpRouter } from 'hono/router/reg-exp-router';
import { SmartRouter } from 'hono/router/smart-router';
import { TrieRouter } from 'hono/router/trie-router';
import type { Route } from './route.js';

export interface RouteMatch {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

export interface RouteTable {
  match(method: string, path: string): RouteMatch | null;
  /** The routes of a path, whatever their method. */
  at(path: string): readonly Route[];
}

/** Hono's routers find the route; what it does with a request is ours. */
export function createRouteTable(routes: readonly Route[]): RouteTable {
  const router = new SmartRouter<Route>({ routers: [new RegExpRouter(), new TrieRouter()] });
  for (const route of routes) router.add(route.method, route.path, route);
  const methods = [...new Set(routes.map((route) => route.method))];

  const match = (method: string, path: string): RouteMatch | null => {
    const [found, values] = router.match(method, path);
    const first = found[0];
    if (!first) return null;
    const [route, parameters] = first;
    const params: Record<string, string> = {};
    for (const [name, value] of Object.entries(parameters)) {
      // One router answers the values, the other where they stand in its match.
      const text = typeof value === 'number' ? values?.[value] : value;
      if (typeof text === 'string') params[name] = decode(text);
    }
    return { route, params };
  };
  return {
    match,
    at: (path) =>
      methods.flatMap((method) => {
        const found = match(method, path);
        return found ? [found.route] : [];
      }),
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
