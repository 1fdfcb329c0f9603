import type { EmbedVersion } from '../../client/owner-client.js';
import type { Resource } from '../../contract/resource.js';
import type { ShareType } from '../../contract/share.js';

export const snippetNames = ['script', 'iframe', 'element', 'react'] as const;
export type SnippetName = (typeof snippetNames)[number];

export interface SnippetInput {
  /** Without a slash at the end. */
  readonly server: string;
  readonly token: string;
  readonly type: ShareType;
  readonly view: Resource['view'];
  readonly title: string;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Null when the server has no pinned copy of its script. */
  readonly version: EmbedVersion | null;
}

/** Room that each view looks well in: the page reserves it before anything loads, so nothing moves. */
export const sizes: Readonly<Record<Resource['view'], readonly [width: number, height: number]>> = {
  document: [820, 1060],
  video: [960, 540],
  audio: [640, 180],
  image: [960, 640],
  graph: [960, 640],
  persona: [720, 720],
};

/** What the frame may use of the browser. A page passes on only what it says here. */
export function allowFor(view: Resource['view']): string {
  switch (view) {
    case 'persona':
      return 'microphone; autoplay';
    case 'video':
      return 'autoplay; fullscreen; picture-in-picture';
    case 'audio':
      return 'autoplay';
    case 'document':
    case 'image':
    case 'graph':
      return 'fullscreen';
  }
}

/** An orb floats over the page, which a bare frame cannot do. */
export function snippetsFor(type: ShareType): readonly SnippetName[] {
  return type === 'ORB_EMBED' ? ['script'] : snippetNames;
}

export function snippet(name: SnippetName, input: SnippetInput): string {
  switch (name) {
    case 'script':
      return scriptTag(input);
    case 'iframe':
      return tag('iframe', {
        src: `${input.server}/embed/${input.token}`,
        title: input.title,
        width: String(input.width),
        height: String(input.height),
        loading: 'lazy',
        allow: allowFor(input.view),
        referrerpolicy: 'strict-origin',
        frameborder: '0',
      });
    case 'element':
      return [
        tag('script', { type: 'module', src: `${input.server}/elements.js` }),
        tag('share-viewer', { server: input.server, token: input.token, title: input.title }),
      ].join('\n');
    case 'react':
      return [
        "import { ShareViewer } from 'guestpass/react';",
        '',
        '<ShareViewer',
        ...['server', 'token', 'title'].map((name) => `  ${name}={${JSON.stringify(Reflect.get(input, name))}}`),
        '/>',
      ].join('\n');
  }
}

function scriptTag({ server, token, type, title, width, height, version }: SnippetInput): string {
  const pinned: Record<string, string> = version
    ? { src: `${server}/embed@${version.version}.js`, integrity: version.integrity, crossorigin: 'anonymous' }
    : { src: `${server}/embed.js` };
  const looks: Record<string, string> =
    type === 'ORB_EMBED'
      ? { 'data-type': 'orb' }
      : { 'data-width': String(width), 'data-aspect': String(Math.round((width / height) * 1e4) / 1e4) };
  return tag('script', { ...pinned, 'data-token': token, 'data-title': title, ...looks }, 'async');
}

/** The directives that a page with a Content Security Policy must add for a snippet. */
export function policyLines(name: SnippetName, server: string): string {
  const { origin } = new URL(server);
  const directives = {
    script: ['script-src', 'frame-src', 'connect-src'],
    iframe: ['frame-src'],
    element: ['script-src', 'frame-src', 'connect-src'],
    react: ['frame-src', 'connect-src'],
  }[name];
  return directives.map((directive) => `${directive} ${origin};`).join('\n');
}

function tag(name: string, attributes: Readonly<Record<string, string>>, flag?: string): string {
  const written = Object.entries(attributes).map(([key, value]) => `${key}="${escape(value)}"`);
  const lines = [flag ? `${name} ${flag}` : name, ...written].join('\n  ');
  return `<${lines}\n></${name}>`;
}

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
