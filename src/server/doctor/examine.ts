import type { ShareState } from '../../contract/share.js';
import { allowsSite, isEmbeddable } from '../shares/policy.js';
import { isLoopback } from '../sources/addresses.js';
import type { SourceResource } from '../sources/source.js';
import type { ShareRecord } from '../stores/store.js';
import type { FetchPage, FetchPageResult, PageProblem } from './fetched-page.js';
import { ancestorsOf } from '../pages/csp.js';
import { readPolicies } from './csp.js';
import { examinePage } from './examine-page.js';

/** One layer that can keep a share from showing. */
export interface Finding {
  readonly layer:
    | 'site'
    | 'type'
    | 'state'
    | 'list'
    | 'scheme'
    | 'proxy'
    | 'page'
    | 'csp-frame'
    | 'csp-script'
    | 'csp-connect'
    | 'permissions'
    | 'sandbox'
    | 'coep';
  /** False where this layer blocks; null where it can only be guessed. */
  readonly ok: boolean | null;
  readonly sentence: string;
  /** What to do, or the line to add; null where nothing needs doing. */
  readonly fix: string | null;
}

export interface Diagnosis {
  /** Whether nothing that was found blocks the share on that site. */
  readonly shows: boolean;
  readonly findings: readonly Finding[];
}

export interface Patient {
  readonly share: ShareRecord;
  readonly state: ShareState;
  readonly view: SourceResource['view'];
  readonly token: string;
  /** Why no list takes a site; null when one may. */
  refusalOf(site: string): string | null;
  /** Public address of the server, without a slash at the end. */
  readonly serverUrl: string;
  /** A page of the site, or just its origin. */
  readonly site: string;
  /** Null where no page can be fetched: then the site's own layers are left out, and said to be. */
  readonly fetchPage: FetchPage | null;
  /** Fetches our own frame as the world sees it, to find what a proxy in front adds; null to leave that out. */
  readonly fetchFrame: FetchPage | null;
}

/** Says whether this share will show on that site, and which layer keeps it from that. */
export async function examineEmbed(patient: Patient, signal: AbortSignal): Promise<Diagnosis> {
  const site = URL.canParse(patient.site) ? new URL(patient.site) : null;
  if (!site || !/^https?:$/.test(site.protocol)) {
    const sentence = `"${patient.site.slice(0, 200)}" is not the address of a web page.`;
    return diagnosis([
      { layer: 'site', ok: false, sentence, fix: 'Write an address such as https://www.example.com/page.' },
    ]);
  }
  const { fetchFrame, fetchPage } = patient;
  const [frame, result] = await Promise.all([
    fetchFrame ? examineFrame(patient, fetchFrame, signal) : [],
    fetchPage ? fetchPage(site, signal) : null,
  ]);
  // Browsers judge a page by where it is, not by what was typed.
  const end = result?.ok ? new URL(result.page.url) : site;
  const findings = [
    typeFinding(patient),
    stateFinding(patient),
    listFinding(patient, end),
    ...schemeFindings(patient, end),
    ...frame,
    ...(result ? pageFindings(patient, site, result) : []),
  ];
  return diagnosis(findings);
}

function diagnosis(findings: readonly Finding[]): Diagnosis {
  return { shows: findings.every((finding) => finding.ok !== false), findings };
}

function typeFinding({ share }: Patient): Finding {
  if (isEmbeddable(share)) return { layer: 'type', ok: true, sentence: 'The link is made to be embedded.', fix: null };
  return {
    layer: 'type',
    ok: false,
    sentence: 'The link has the type LINK: it opens as a page and is never framed.',
    fix: 'Change its type to PLAYER_EMBED or ORB_EMBED.',
  };
}

function stateFinding({ state }: Patient): Finding {
  const fixes: Readonly<Record<ShareState, string | null>> = {
    active: null,
    paused: 'Resume it.',
    expired: 'Extend it: the same link then works again.',
    used_up: 'Raise its limit of uses.',
    revoked: 'A revoked link stays revoked: mint another one.',
  };
  return {
    layer: 'state',
    ok: state === 'active',
    sentence: `The link is ${state === 'used_up' ? 'used up' : state}.`,
    fix: fixes[state],
  };
}

function listFinding({ share, refusalOf }: Patient, { origin }: URL): Finding {
  if (share.allowAllOrigins) return { layer: 'list', ok: true, sentence: 'Every site is allowed.', fix: null };
  if (allowsSite(share, origin))
    return { layer: 'list', ok: true, sentence: `${origin} is on the link's list of sites.`, fix: null };
  return {
    layer: 'list',
    ok: false,
    sentence: `${origin} is not on the link's list of sites.`,
    fix: refusalOf(origin) ?? `Add ${origin} to the allowed sites of the link.`,
  };
}

/** Mixed content: a browser shows no http frame in an https page, but for one of the reader's own machine. */
function schemeFindings({ serverUrl }: Patient, page: URL): readonly Finding[] {
  const server = new URL(serverUrl);
  if (page.protocol !== 'https:' || server.protocol === 'https:' || isLoopback(server.hostname)) return [];
  return [
    {
      layer: 'scheme',
      ok: false,
      sentence: 'The page is https and this server is http: browsers block such a frame.',
      fix: 'Put https in front of the server, and set GUESTPASS_URL to that address.',
    },
  ];
}

/** What a proxy in front of the server does to the frame's headers. */
async function examineFrame(
  { share, token, serverUrl }: Patient,
  fetchFrame: FetchPage,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const result = await fetchFrame(new URL(`${serverUrl}/embed/${token}`), signal);
  if (!result.ok || result.page.status === 429 || result.page.status >= 500) {
    return [
      {
        layer: 'proxy',
        ok: null,
        sentence: result.ok
          ? `The server answered itself ${result.page.status} at ${serverUrl}.`
          : `The server could not reach itself at ${serverUrl}.`,
        fix: 'Check that GUESTPASS_URL is the address that guests use.',
      },
    ];
  }
  const { headers } = result.page;
  const policies = readPolicies([headers.get('content-security-policy') ?? '']);
  const named = policies.flatMap(({ directives }) => directives.get('frame-ancestors')?.join(' ') ?? []);
  const framing = headers.get('x-frame-options');
  const found = (ok: boolean | null, sentence: string, what: string | null): readonly Finding[] => [
    { layer: 'proxy', ok, sentence, fix: what === null ? null : `${what} for ${serverUrl}/embed/.` },
  ];
  if (policies.length > 1)
    return found(
      false,
      'Something in front of the server adds a second Content-Security-Policy; browsers obey both.',
      'Take the added header off',
    );
  const ours = ancestorsOf(share);
  if (named.length === 0 && ours !== null)
    return found(
      null,
      'Something in front of the server takes its Content-Security-Policy off, so every site may show the link.',
      'Let the header through',
    );
  if (named[0] !== undefined && named[0] !== ours)
    return found(
      false,
      `Something in front of the server puts "frame-ancestors ${named[0]}" in the place of the link's own sites.`,
      'Let the server’s own Content-Security-Policy through',
    );
  if (framing !== null)
    return found(
      named.length > 0,
      `Something in front of the server adds "X-Frame-Options: ${framing}"${named.length > 0 ? ', which browsers ignore beside frame-ancestors' : ''}.`,
      'Take X-Frame-Options off',
    );
  return found(true, 'Nothing in front of the server changes how the frame may be framed.', null);
}

const problems: Readonly<Record<PageProblem, string>> = {
  internal_address: 'The site has an address that is not on the public internet, so it was not looked at.',
  not_found: 'The site has no address: its name cannot be resolved.',
  timeout: 'The site did not answer in time.',
  too_many_redirects: 'The site redirects without end.',
  failed: 'The site could not be reached.',
};

function pageFindings(patient: Patient, site: URL, result: FetchPageResult): readonly Finding[] {
  if (!result.ok)
    return [
      {
        layer: 'page',
        ok: null,
        sentence: problems[result.problem],
        fix: 'Check by hand what the page allows: its CSP, its Permissions-Policy, its frames.',
      },
    ];
  const { page } = result;
  const { origin } = new URL(page.url);
  const moved: readonly Finding[] =
    origin === site.origin
      ? []
      : [{ layer: 'page', ok: true, sentence: `The site redirects to ${origin}, and that is what counts.`, fix: null }];
  return [...moved, ...examinePage(patient, page)];
}
