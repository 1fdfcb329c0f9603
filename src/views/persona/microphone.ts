export type MicrophoneProblem =
  | 'mic_denied'
  | 'mic_blocked'
  | 'mic_missing'
  | 'mic_busy'
  | 'mic_insecure'
  | 'mic_in_app'
  | 'mic_unsupported';

/** Why there is no microphone, in a form that has words for the guest. */
export class NoMicrophone extends Error {
  override readonly name = 'NoMicrophone';
  readonly problem: MicrophoneProblem;

  constructor(problem: MicrophoneProblem, cause?: unknown) {
    super(problem, { cause });
    this.problem = problem;
  }
}

/** What is known of the place where the browser refused. */
export interface Refusal {
  /** The `name` of what getUserMedia threw. */
  readonly name: string;
  readonly framed: boolean;
  /** What the Permissions API says, where it says anything. */
  readonly permission: string | undefined;
  /** How long the browser took; nobody answers a question in no time. */
  readonly milliseconds: number;
  readonly userAgent: string;
}

/** Asks for the microphone. Throws `NoMicrophone`. */
export async function openMicrophone(): Promise<MediaStream> {
  if (!window.isSecureContext) throw new NoMicrophone('mic_insecure');
  if (policyForbids()) throw new NoMicrophone('mic_blocked');
  const { userAgent } = navigator;
  if (!('mediaDevices' in navigator)) throw new NoMicrophone(isInApp(userAgent) ? 'mic_in_app' : 'mic_unsupported');
  const asked = performance.now();
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } });
  } catch (cause) {
    const refusal = {
      name: cause instanceof Error || cause instanceof DOMException ? cause.name : '',
      framed: window.parent !== window,
      milliseconds: performance.now() - asked,
      permission: await permission(),
      userAgent,
    };
    throw new NoMicrophone(problemOf(refusal), cause);
  }
}

/** What a refusal means. */
export function problemOf({ name, framed, permission, milliseconds, userAgent }: Refusal): MicrophoneProblem {
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'mic_missing';
  if (name === 'NotReadableError' || name === 'AbortError') return 'mic_busy';
  if (name === 'TypeError') return 'mic_unsupported';
  if (isInApp(userAgent)) return 'mic_in_app';
  // Firefox and Safari cannot be asked for the frame's policy; they refuse at once, although nobody said no.
  if (framed && permission !== 'denied' && milliseconds < 150) return 'mic_blocked';
  return 'mic_denied';
}

/** Browsers inside other apps, which have a microphone only when the app lends its own. */
function isInApp(userAgent: string): boolean {
  return /FBAN|FBAV|Instagram|Line\/|MicroMessenger|TikTok|musical_ly|Snapchat|Pinterest|LinkedInApp|; wv\)/.test(
    userAgent,
  );
}

/** Whether a page around gave this frame no `allow="microphone"`, where the browser can tell. */
function policyForbids(): boolean {
  const policy: unknown = Reflect.get(document, 'permissionsPolicy') ?? Reflect.get(document, 'featurePolicy');
  if (typeof policy !== 'object' || policy === null) return false;
  return 'allowsFeature' in policy && typeof policy.allowsFeature === 'function' && !policy.allowsFeature('microphone');
}

async function permission(): Promise<string | undefined> {
  try {
    return (await navigator.permissions.query({ name: 'microphone' })).state;
  } catch {
    return undefined;
  }
}
