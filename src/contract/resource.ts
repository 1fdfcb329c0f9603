import * as z from 'zod/mini';

/** `render`: a document, video, audio or image (CraftKit). `persona`: a live persona (Anam). `project`: a graph (MicroVisualizer). */
export const kinds = ['render', 'persona', 'project'] as const;
export const Kind = z.enum(kinds);
export type Kind = z.infer<typeof Kind>;

/** Ids are path-safe everywhere: they name files in the folder source and segments of addresses. */
export const ResourceId = z
  .string()
  .check(z.regex(/^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,126}[A-Za-z0-9])?$/, 'An id has 1 to 128 letters, digits, - or _'));

export const ResourceRef = z.strictObject({ kind: Kind, id: ResourceId });
export type ResourceRef = Readonly<z.infer<typeof ResourceRef>>;

export const sourceNames = ['folder', 'craftkit', 'anam', 'microvisualizer', 'app'] as const;
export const SourceName = z.enum(sourceNames);
export type SourceName = z.infer<typeof SourceName>;

/** What the owner may set, and who makes it true: us, the vendor, or nobody but the look of the page. */
export const Enforcement = z.enum(['here', 'upstream', 'cosmetic', 'unavailable']);
export type Enforcement = z.infer<typeof Enforcement>;

export const policyOptions = [
  'expiresAt',
  'usageLimit',
  'password',
  'allowedOrigins',
  'enabled',
  'download',
  'removeWatermark',
  'rotate',
  'severalLinks',
  'email',
  'live',
  'message',
] as const;
export type PolicyOption = (typeof policyOptions)[number];

/** A resource as its owner sees it: GET /api/resources/{kind}/{id}. */
export const Resource = z.object({
  kind: Kind,
  id: z.string(),
  source: SourceName,
  title: z.string(),
  description: z.nullable(z.string()),
  /** Which view a guest gets. */
  view: z.enum(['document', 'video', 'audio', 'image', 'graph', 'persona']),
  status: z.enum(['ready', 'pending', 'failed']),
  /** `own`: our link, our policy. `upstream`: the vendor's link. */
  links: z.enum(['own', 'upstream']),
  enforcement: z.record(z.enum(policyOptions), Enforcement),
  /** Whether a link's end and its number of uses can be changed once it is minted; else they stay as they were made. */
  changeable: z.object({ expiresAt: z.boolean(), usageLimit: z.boolean() }),
  /** Whether the server can send e-mail. */
  email: z.boolean(),
});
export type Resource = z.infer<typeof Resource>;

/** Reads `render:ID`, as the elements' `resource` attribute has it. Null when it is not one. */
export function parseResource(text: string): ResourceRef | null {
  const colon = text.indexOf(':');
  const parsed = ResourceRef.safeParse({ kind: text.slice(0, colon), id: text.slice(colon + 1) });
  return colon > 0 && parsed.success ? parsed.data : null;
}

export function formatResource(resource: ResourceRef): string {
  return `${resource.kind}:${resource.id}`;
}
