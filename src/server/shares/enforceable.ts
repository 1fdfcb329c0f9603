import { GuestpassError, type Issue } from '../../contract/errors.js';
import { type PolicyOption, policyOptions } from '../../contract/resource.js';
import type { ChangeShare, CreateShare } from '../../contract/share.js';
import type { Source } from '../sources/source.js';

type Wanted = ChangeShare & Pick<CreateShare, 'channel'>;

/** Refuses what a link of this source could only pretend to keep: a password that nobody asks for is worse than none. */
export function requireEnforceable({ enforcement }: Pick<Source, 'enforcement'>, wanted: Wanted): void {
  const asked = askedFor(wanted).filter((option) => enforcement[option] === 'unavailable');
  if (asked.length === 0) return;
  const issues = asked.map((path): Issue => ({ path, message: 'A link to this cannot have that' }));
  throw new GuestpassError('not_supported', { issues, detail: `A link to this cannot have ${asked.join(', ')}.` });
}

/** The options of which something is wanted that must be made true. Never, none and unlimited need nobody. */
function askedFor(wanted: Wanted): readonly PolicyOption[] {
  const { expiresAt = null, expiresIn = null, usageLimit = null, password = null, live = null } = wanted;
  const asked: Partial<Record<PolicyOption, boolean>> = {
    expiresAt: expiresAt !== null || expiresIn !== null,
    usageLimit: usageLimit !== null,
    password: password !== null,
    allowedOrigins: (wanted.allowedOrigins ?? []).length > 0,
    enabled: wanted.enabled === false,
    removeWatermark: wanted.removeWatermark === true,
    live: live !== null,
    // An e-mail of ours carries its message, whoever's link is in it.
    message: Boolean(wanted.message) && wanted.channel !== 'email',
  };
  return policyOptions.filter((option) => asked[option] === true);
}
