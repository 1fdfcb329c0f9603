import * as z from 'zod/mini';
import { readInstant } from './answers.js';
import { type Outbound, path } from './outbound.js';
import type { SourceResource } from './source.js';

/** Of a persona's fields only these are read: the others hold its prompt, its tools and its other links. */
export const Persona = z.object({
  name: z.optional(z.unknown()),
  description: z.optional(z.unknown()),
  createdAt: z.optional(z.unknown()),
  avatarId: z.optional(z.unknown()),
  avatar: z.optional(z.unknown()),
});
export type Persona = z.infer<typeof Persona>;

/** Where a persona's picture and its idling video are; null for what it has not, or has where we don't look. */
export interface PersonaMedia {
  readonly poster: URL | null;
  readonly idle: URL | null;
}

const Avatar = z.object({
  id: z.optional(z.unknown()),
  imageUrl: z.optional(z.unknown()),
  videoUrl: z.optional(z.unknown()),
});

const vendorHosts = ['anam.ai', '*.anam.ai', 'anam-prod.r2.cloudflarestorage.com'];

/** What is passed on; no SVG, because it may hold scripts. */
const types = {
  poster: ['image/png', 'image/jpeg', 'image/webp', 'image/avif', 'image/gif'],
  idle: ['video/mp4', 'video/webm'],
};

export function createAnamMedia(baseUrl: URL, moreHosts: readonly string[]) {
  const hosts = [...vendorHosts, ...moreHosts];

  /** The address comes from outside: only named hosts are asked, and never one inside our own network. */
  const allowed = (value: unknown): URL | null => {
    const url = typeof value === 'string' ? URL.parse(value) : null;
    if (!url || url.username !== '' || url.password !== '') return null;
    if (url.origin === baseUrl.origin) return url;
    const named = hosts.some(
      (host) => url.hostname === host || (host.startsWith('*.') && url.hostname.endsWith(host.slice(1))),
    );
    return named && url.protocol === 'https:' && url.port === '' ? url : null;
  };

  return {
    types,

    /** Looks at the avatar by itself only where the persona does not bring it. A persona without a face is still one. */
    async of(client: Outbound, persona: Persona, signal: AbortSignal, deadline?: number): Promise<PersonaMedia> {
      let avatar = Avatar.safeParse(persona.avatar).data ?? {};
      const id = avatar.id ?? persona.avatarId;
      if (avatar.imageUrl === undefined && typeof id === 'string' && id !== '') {
        const until = deadline === undefined ? {} : { deadline };
        const outcome = await client.attempt({
          name: 'GET /v1/avatars/{id}',
          to: path`/v1/avatars/${id}`,
          signal,
          ...until,
        });
        avatar = (outcome.ok && Avatar.safeParse(outcome.value.body).data) || avatar;
      }
      return { poster: allowed(avatar.imageUrl), idle: allowed(avatar.videoUrl) };
    },
  };
}

export function resourceOf(persona: Persona): SourceResource {
  const createdAt = readInstant(persona.createdAt);
  return {
    title: nameOf(persona),
    description: textOf(persona.description),
    view: 'persona',
    status: 'ready',
    sharedBy: null,
    createdAt: createdAt ?? 0,
    completedAt: createdAt,
  };
}

export function nameOf({ name, avatar }: Persona): string {
  const face = typeof avatar === 'object' && avatar !== null && 'displayName' in avatar ? avatar.displayName : null;
  return textOf(name) ?? textOf(face) ?? 'Persona';
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}
