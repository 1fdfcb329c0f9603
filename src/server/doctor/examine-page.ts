import { type Loading, mayLoad, readPolicies, type Verdict } from './csp.js';
import type { Finding, Patient } from './examine.js';
import type { FetchedPage } from './fetched-page.js';

type Facts = Pick<Patient, 'serverUrl' | 'token' | 'view'>;

/** What the embedding page itself forbids: its CSP, its Permissions-Policy, its sandboxes, its isolation. */
export function examinePage(facts: Facts, page: FetchedPage): readonly Finding[] {
  if (page.status >= 400)
    return [
      {
        layer: 'page',
        ok: null,
        sentence: `The page answered ${page.status}, so what it allows could not be read.`,
        fix: null,
      },
    ];
  const type = page.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type && !/html|xml$/.test(type))
    return [
      {
        layer: 'page',
        ok: null,
        sentence: `At that address is ${type}, and no web page.`,
        fix: 'Test the address of the page that the embed stands in.',
      },
    ];
  const frames = framesIn(page, facts.serverUrl);
  return [
    ...policyFindings(facts, page),
    ...permissionFindings(facts, page),
    ...frameFindings(facts, page, frames),
    ...isolationFindings(page, frames),
  ];
}

type Attributes = ReadonlyMap<string, string>;

/** Frames of ours that stand in the page already. */
function framesIn({ html, url }: FetchedPage, serverUrl: string): readonly Attributes[] {
  return tagsOf(html, 'iframe')
    .map(attributesOf)
    .filter((attributes) => URL.parse(attributes.get('src') ?? '', url)?.href.startsWith(`${serverUrl}/embed/`));
}

const layers = [
  ['frame', 'csp-frame', 'frame-src', 'frame the link'],
  ['script', 'csp-script', 'script-src', 'load the embed script'],
  ['connect', 'csp-connect', 'connect-src', 'ask for a ticket'],
] as const satisfies readonly (readonly [Loading, Finding['layer'], string, string])[];

function policyFindings({ serverUrl, token }: Facts, page: FetchedPage): readonly Finding[] {
  const policies = readPolicies([page.headers.get('content-security-policy') ?? '', ...metaPolicies(page.html)]);
  const { origin } = new URL(serverUrl);
  const at = new URL(page.url);
  const targets = {
    frame: `${serverUrl}/embed/${token}`,
    script: `${serverUrl}/embed.js`,
    connect: `${serverUrl}/api/embeds/${token}/ticket`,
  };
  return layers.map(([loading, layer, directive, what]): Finding => {
    const verdicts = policies.map((policy) => mayLoad(policy, loading, new URL(targets[loading]), at));
    const refused = verdicts.find((verdict) => verdict.allowed === false);
    const guarded = verdicts.find((verdict) => verdict.allowed === 'nonce');
    // Script and element then show a bare frame.
    if (refused && loading === 'connect')
      return {
        layer,
        ok: null,
        sentence: `The page's CSP (${nameOf(refused)}) does not let it ${what}, so it shows the link without proof of which site it is.`,
        fix: `${directive} ${origin}`,
      };
    if (refused)
      return {
        layer,
        ok: false,
        sentence: `The page's CSP (${nameOf(refused)}) does not let it ${what}.`,
        fix: `${directive} ${origin}`,
      };
    if (guarded)
      return {
        layer,
        ok: null,
        sentence: `The page's CSP (${nameOf(guarded)}) lets it ${what} only with a nonce.`,
        fix: 'Put the page’s nonce on the script tag, or use the iframe snippet.',
      };
    return { layer, ok: true, sentence: `The page's CSP lets it ${what}.`, fix: null };
  });
}

function nameOf(verdict: Verdict): string {
  return verdict.allowed === true ? '' : verdict.directive;
}

function metaPolicies(html: string): readonly string[] {
  return tagsOf(html, 'meta').flatMap((tag) => {
    const attributes = attributesOf(tag);
    const policy =
      attributes.get('http-equiv')?.toLowerCase() === 'content-security-policy' ? attributes.get('content') : undefined;
    return policy === undefined ? [] : [policy];
  });
}

const needed: Readonly<Record<Patient['view'], readonly string[]>> = {
  persona: ['microphone', 'autoplay'],
  video: ['autoplay', 'fullscreen'],
  audio: ['autoplay'],
  document: ['fullscreen'],
  graph: ['fullscreen'],
  image: ['fullscreen'],
};

/** A header of the page that takes a feature from itself takes it from our frame too, whatever the frame's allow says. */
function permissionFindings({ view, serverUrl }: Facts, page: FetchedPage): readonly Finding[] {
  const header = page.headers.get('permissions-policy') ?? '';
  const { origin } = new URL(serverUrl);
  const blocked = needed[view].filter((feature) => {
    const list = new RegExp(`(?:^|,)\\s*${feature}=(\\*|\\([^)]*\\)|[^,\\s]+)`).exec(header)?.[1];
    return list !== undefined && list !== '*' && !list.includes(`"${origin}"`) && !list.includes('*');
  });
  const essential = blocked.includes('microphone');
  if (blocked.length === 0)
    return [
      { layer: 'permissions', ok: true, sentence: 'The page keeps back no feature that the view needs.', fix: null },
    ];
  const fix = `Permissions-Policy: ${blocked.map((feature) => `${feature}=(self "${origin}")`).join(', ')}`;
  return [
    {
      layer: 'permissions',
      ok: essential ? false : null,
      sentence: `The page's Permissions-Policy keeps back ${blocked.join(', ')}.`,
      fix,
    },
  ];
}

/** How tightly the frames are locked, and what they are allowed. */
function frameFindings({ view }: Facts, page: FetchedPage, frames: readonly Attributes[]): readonly Finding[] {
  const sandboxes = frames.map((attributes) => attributes.get('sandbox')).filter((sandbox) => sandbox !== undefined);
  const locked = sandboxes.some(
    (sandbox) => !/\ballow-same-origin\b/.test(sandbox) || !/\ballow-scripts\b/.test(sandbox),
  );
  const findings: Finding[] = [];
  if (locked)
    findings.push({
      layer: 'sandbox',
      ok: false,
      sentence: 'A frame in the page is sandboxed without allow-same-origin and allow-scripts.',
      fix: 'sandbox="allow-scripts allow-same-origin allow-forms allow-popups"',
    });
  const silent =
    view === 'persona' && frames.some((attributes) => !/\bmicrophone\b/.test(attributes.get('allow') ?? ''));
  if (silent)
    findings.push({
      layer: 'permissions',
      ok: false,
      sentence: 'A frame in the page does not pass the microphone on.',
      fix: 'allow="microphone; autoplay"',
    });
  const policy = readPolicies([page.headers.get('content-security-policy') ?? '']).find(({ directives }) =>
    directives.has('sandbox'),
  );
  if (policy && !policy.directives.get('sandbox')?.includes('allow-same-origin')) {
    findings.push({
      layer: 'sandbox',
      ok: false,
      sentence: "The page's CSP sandboxes it without allow-same-origin, so it has no origin that could be allowed.",
      fix: 'sandbox allow-scripts allow-same-origin',
    });
  }
  return findings;
}

function isolationFindings(page: FetchedPage, frames: readonly Attributes[]): readonly Finding[] {
  const embedder = page.headers.get('cross-origin-embedder-policy')?.split(';')[0]?.trim();
  if (embedder !== 'require-corp' && embedder !== 'credentialless') return [];
  if (frames.length > 0 && frames.every((attributes) => attributes.has('credentialless')))
    return [
      {
        layer: 'coep',
        ok: null,
        sentence:
          'The page isolates itself, and its frame is credentialless: Chromium shows it, Firefox and Safari do not.',
        fix: 'For these, take Cross-Origin-Embedder-Policy off this page.',
      },
    ];
  return [
    {
      layer: 'coep',
      ok: false,
      sentence: `The page isolates itself (Cross-Origin-Embedder-Policy: ${embedder}), which shuts out frames that do not.`,
      fix: 'Add the attribute credentialless to the iframe, or take the header off this page.',
    },
  ];
}

/**
 * The tags of a name, outside of comments. In one pass: where a tag does not end, nothing after it can be one, and to look
 * again from every later `<` would let a page of half a megabyte hold the server up for minutes.
 */
function tagsOf(html: string, name: string): readonly string[] {
  const seen = html.replace(/<!--.*?(?:-->|$)/gs, '');
  const start = new RegExp(`<${name}(?=[\\s/>])`, 'gi');
  const whole = /<(?:"[^"]*"|'[^']*'|[^>"'])*>/y;
  const tags: string[] = [];
  for (let found = start.exec(seen); found; found = start.exec(seen)) {
    whole.lastIndex = found.index;
    const tag = whole.exec(seen)?.[0];
    if (tag === undefined) break;
    tags.push(tag);
    start.lastIndex = whole.lastIndex;
  }
  return tags;
}

function attributesOf(tag: string): Attributes {
  const found = [...tag.matchAll(/\s([a-z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/gi)];
  return new Map(
    found.map(([, name = '', double, single, bare]) => [
      name.toLowerCase(),
      (double ?? single ?? bare ?? '').replaceAll('&amp;', '&').replaceAll('&quot;', '"'),
    ]),
  );
}
