import * as z from 'zod/mini';
import { errorStatus } from '../../contract/errors.js';
import * as resource from '../../contract/resource.js';
import * as share from '../../contract/share.js';
import * as view from '../../contract/view.js';
import type { Reply, Route } from './route.js';

type Json = { readonly [key: string]: unknown };

/** Schemas with a name of their own in the description. */
const named: Readonly<Record<string, z.ZodMiniType>> = {
  Resource: resource.Resource,
  Share: share.Share,
  ShareList: share.ShareList,
  CreateShare: share.CreateShare,
  ChangeShare: share.ChangeShare,
  RotateShare: share.RotateShare,
  Activity: share.Activity,
  CreateGrant: share.CreateGrant,
  Grant: share.Grant,
  Preview: share.Preview,
  OpenShare: view.OpenShare,
  OpenedShare: view.OpenedShare,
  View: view.View,
  GuestEvent: view.GuestEvent,
  Ticket: view.Ticket,
  Conversation: view.Conversation,
};

/** OpenAPI 3.1 of every route, from the same schemas that requests are parsed with. */
export function openApi(routes: readonly Route[], url: string, version: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Guestpass',
      version,
      summary: 'Share links, guest views and embeds for any web app',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url }],
    tags: [...new Set(routes.map((route) => route.tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: {
        ...Object.fromEntries(Object.entries(named).map(([name, schema]) => [name, jsonSchema(schema)])),
        Problem: problemSchema,
      },
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key, gp_live_…, from `guestpass keys create`' },
        grant: { type: 'http', scheme: 'bearer', description: 'A grant, gr_…, from POST /api/grants' },
      },
    },
  };
}

function operation(route: Route): Json {
  const { path, method, summary, tag, access, body, query, replies } = route;
  const parameters = [
    ...[...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...(query ? queryParameters(query) : []),
  ];
  const responses = Object.fromEntries(Object.entries(replies).map(([status, reply]) => [status, response(reply)]));
  return {
    operationId: `${method.toLowerCase()}${path.replace(/\{[^}]*\}/g, '').replace(/[^A-Za-z0-9]+(\w?)/g, (_, letter: string) => letter.toUpperCase())}`,
    tags: [tag],
    summary,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: reference(body) } } } } : {}),
    responses: {
      ...responses,
      default: route.failure ? response(route.failure) : problemResponse,
    },
    security: access === 'public' ? [] : access === 'key' ? [{ apiKey: [] }] : [{ grant: [] }, { apiKey: [] }],
  };
}

const problemResponse: Json = {
  description: 'An error',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

function response({ description, schema, contentType }: Reply): Json {
  if (!schema && !contentType) return { description };
  const type = contentType ?? 'application/json';
  return { description, content: { [type]: { schema: schema ? reference(schema) : { type: 'string' } } } };
}

function queryParameters(query: z.ZodMiniType): readonly Json[] {
  const { properties, required } = jsonSchema(query);
  const names = Array.isArray(required) ? required : [];
  return Object.entries(properties ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: names.includes(name),
    schema,
  }));
}

function reference(schema: z.ZodMiniType): Json {
  const name = Object.keys(named).find((key) => named[key] === schema);
  return name ? { $ref: `#/components/schemas/${name}` } : jsonSchema(schema);
}

function jsonSchema(schema: z.ZodMiniType): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io: 'input',
    unrepresentable: 'any',
  });
  return rest;
}

const problemSchema: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string', enum: Object.keys(errorStatus) },
    issues: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
    retryAfter: { type: 'integer', description: 'Seconds' },
  },
};
