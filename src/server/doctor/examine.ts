import type { ShareState } from '../../contract/share.js';
import { allowsSite, isEmbeddable } from '../shares/policy.js';
import type { SourceResource } from '../sources/source.js';
import type { ShareRecord } from '../stores/store.js';
import type { FetchPage, FetchPageResult, PageProblem } from './fetched-page.js';
import { examinePage } from './examine-page.js';

/** One layer that can keep a share from showing. */
export interface Finding {
  readonly layer:
    | 'site'
    | 'type'
    | 'state'
    | 'list'
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
  const findings: Finding[] = [typeFinding(patient), stateFinding(patient), listFinding(patient, site)];
  if (patient.fetchFrame) findings.push(...(await examineFrame(patient, patient.fetchFrame, signal)));
  if (patient.fetchPage) findings.push(...pageFindings(patient, site, await patient.fetchPage(site, signal)));
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

function listFinding({ share }: Patient, { origin }: URL): Finding {
  if (share.allowAllOrigins) return { layer: 'list', ok: true, sentence: 'Every site is allowed.', fix: null };
  if (allowsSite(share, origin))
    return { layer: 'list', ok: true, sentence: `${origin} is on the link's list of sites.`, fix: null };
  return {
    layer: 'list',
    ok: false,
    sentence: `${origin} is not on the link's list of sites.`,
    fix: `Add ${origin} to the allowed sites of the link.`,
  };
}

/** What a proxy in front of the server does to the frame's headers. */
async function examineFrame(
  { token, serverUrl }: Patient,
  fetchFrame: FetchPage,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const result = await fetchFrame(new URL(`${serverUrl}/embed/${token}`), signal);
  if (!result.ok) {
    return [
      {
        layer: 'proxy',
        ok: null,
        sentence: `The server could not reach itself at ${serverUrl}.`,
        fix: 'Check that GUESTPASS_URL is the address that guests use.',
      },
    ];
  }
  const { headers } = result.page;
  const policies = (headers.get('content-security-policy') ?? '').split(',').filter((policy) => policy.trim() !== '');
  const framing = headers.get('x-frame-options');
  if (policies.length > 1) {
    return [
      {
        layer: 'proxy',
        ok: false,
        sentence: 'Something in front of the server adds a second Content-Security-Policy; browsers obey both.',
        fix: `Take the added header off for ${serverUrl}/embed/.`,
      },
    ];
  }
  if (framing !== null) {
    const obeyed = !policies.some((policy) => /frame-ancestors/.test(policy));
    const sentence = `Something in front of the server adds "X-Frame-Options: ${framing}".`;
    return [{ layer: 'proxy', ok: !obeyed, sentence, fix: `Take X-Frame-Options off for ${serverUrl}/embed/.` }];
  }
  return [
    {
      layer: 'proxy',
      ok: true,
      sentence: 'Nothing in front of the server changes how the frame may be framed.',
      fix: null,
    },
  ];
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
  const moved = new URL(page.url).origin === site.origin ? [] : [movedFinding(patient, new URL(page.url))];
  return [...moved, ...examinePage(patient, page)];
}

function movedFinding({ share }: Patient, end: URL): Finding {
  const ok = allowsSite(share, end.origin);
  return {
    layer: 'page',
    ok,
    sentence: `The site redirects to ${end.origin}${ok ? ', which is allowed too' : ', which is not on the list'}.`,
    fix: ok ? null : `Add ${end.origin} to the allowed sites of the link.`,
  };
}
