import { LitElement, type PropertyDeclarations } from 'lit';
import type { GetGrant } from '../client/grants.js';
import type { LiveBudget } from '../contract/share.js';
import type { OwnerStrings } from '../theme/strings/owner.js';

/** What a new link begins with, where the source can enforce it. */
export interface LinkDefaults {
  /** Seconds; null for no end. Seven days unless said. */
  readonly expiresIn?: number | null;
  /** How often it may be opened; null for no limit. */
  readonly usageLimit?: number | null;
  readonly download?: boolean;
  /** Budgets of a persona's conversations; what is left out has no limit. */
  readonly live?: Partial<LiveBudget>;
}

/**
 * What `<share-button>` and `<share-dialog>` have in common: what is shared, where, and by whose leave. Every page that
 * has a button pays for this file, so it declares its properties without decorators, which weigh 400 bytes.
 */
export class OwnerElement extends LitElement {
  static override properties: PropertyDeclarations = {
    server: {},
    resource: {},
    grantUrl: { attribute: 'grant-url' },
    getGrant: { attribute: false },
    defaults: { attribute: false },
    strings: { attribute: false },
  };

  /** Address of the Guestpass server, such as `https://share.example.com`. Left out, it is the page's own origin. */
  server = '';

  /** What is shared: `render:ID`, `persona:ID` or `project:ID`. */
  resource = '';

  /** Where the host app hands out grants: gets a POST with `{"resource":"render:ID"}` and answers `{"grant","expiresAt"}`. */
  grantUrl = '';

  /** Gets a grant in another way than `grant-url`; it wins over it. */
  getGrant: GetGrant | null = null;

  /** What a new link begins with. */
  defaults: LinkDefaults = {};

  /** Texts to use in place of ours, by their names in the strings module. */
  strings: Partial<OwnerStrings> = {};
}
