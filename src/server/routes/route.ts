import type * as z from 'zod/mini';
import type { App } from '../app.js';
import { type BodyRules, readBody } from '../middleware/body.js';
import { type ErrorStyle, problem } from '../middleware/errors.js';
import { apiHeaders, type HeaderSet } from '../middleware/headers.js';
import { authenticate } from '../middleware/owner.js';
import type { Visitor } from '../shares/guest-service.js';
import type { Owner } from '../shares/owner.js';

/** One request on its way through a route. */
export interface Call {
  readonly app: App;
  readonly request: Request;
  /** With the path below the server's base. */
  readonly url: URL;
  readonly params: Readonly<Record<string, string>>;
  readonly visitor: Visitor;
  readonly requestId: string;
  /** Aborts when the client leaves or the server stops. */
  readonly signal: AbortSignal;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Which pages of other origins may call: none, the configured host pages, any (an answer without secrets), or those the share allows. */
export type Cors = 'none' | 'hosts' | 'any' | 'share';

export interface Reply {
  readonly description: string;
  readonly schema?: z.ZodMiniType;
  readonly contentType?: string;
}

/** What a route says of itself: read by the dispatcher, by /openapi.json and by the tests that go through every route. */
export interface RouteFacts {
  readonly method: Method;
  /** Parameters as `:name`. */
  readonly path: string;
  readonly tag: 'webhooks' | 'owners' | 'guests' | 'embeds' | 'operations' | 'craftkit' | 'anam' | 'microvisualizer';
  readonly summary: string;
  /** `owner`: a grant, an API key or the host app's own check. `key`: an API key only. `public`: nothing, or the token and lease in the request. */
  readonly access: 'public' | 'owner' | 'key';
  readonly cors: Cors;
  readonly query?: z.ZodMiniType;
  readonly body?: z.ZodMiniType;
  readonly replies: Readonly<Record<number, Reply>>;
  readonly errors: ErrorStyle;
  /** What its errors look like, where not problem details. */
  readonly failure?: Reply;
  readonly headers: readonly HeaderSet[];
}

export interface Route extends RouteFacts {
  readonly answer: (call: Call) => Promise<Response>;
}

type Spec<B> = Pick<RouteFacts, 'method' | 'path' | 'tag' | 'summary' | 'replies'> &
  Partial<Pick<RouteFacts, 'cors' | 'query' | 'errors' | 'failure' | 'headers'>> & {
    readonly body?: z.ZodMiniType<B>;
    readonly bodyRules?: BodyRules;
  };

/** A route that anybody may call; what the request must prove is the handler's to check. */
export function openRoute<B = undefined>(
  spec: Spec<B> & { handle(call: Call, body: B): Promise<Response> | Response },
): Route {
  return finish(spec, 'public', async (call) => spec.handle(call, await bodyOf(spec, call)));
}

/** A route for owners: who asks is known before the body is read. */
export function ownerRoute<B = undefined>(
  spec: Spec<B> & {
    readonly access?: 'owner' | 'key';
    /** Throws when the caller, known by then, must wait. */
    readonly admit?: (call: Call) => Promise<void>;
    handle(call: Call, owner: Owner, body: B): Promise<Response> | Response;
  },
): Route {
  const access = spec.access ?? 'owner';
  return finish(spec, access, async (call) => {
    const owner = await authenticate(call, access);
    await spec.admit?.(call);
    return spec.handle(call, owner, await bodyOf(spec, call));
  });
}

function finish<B>(spec: Spec<B>, access: RouteFacts['access'], answer: Route['answer']): Route {
  const { method, path, tag, summary, replies, query, body } = spec;
  return {
    method,
    path,
    tag,
    summary,
    replies,
    access,
    cors: spec.cors ?? 'none',
    errors: spec.errors ?? problem,
    headers: spec.headers ?? [apiHeaders],
    answer,
    ...(query ? { query } : {}),
    ...(body ? { body } : {}),
    ...(spec.failure ? { failure: spec.failure } : {}),
  };
}

async function bodyOf<B>({ body, bodyRules = { strictType: true } }: Spec<B>, { request }: Call): Promise<B> {
  if (body) return readBody(request, body, bodyRules);
  // oxlint-disable-next-line typescript/consistent-type-assertions -- without a schema B is undefined, which no type can say here
  return undefined as B;
}
