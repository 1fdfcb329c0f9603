import type { Share } from '../../contract/share.js';
import type { formStrings } from '../../theme/strings/owner-form.js';
import type { Texts } from '../../theme/strings/owner.js';
import type { DialogContext } from './dialog-context.js';
import type { DraftField, PolicyDraft } from './policy-draft.js';

export type FormTexts = Texts<typeof formStrings>;

/** What the single fields of the form need of it. */
export interface PolicyForm {
  readonly context: DialogContext;
  readonly text: FormTexts;
  readonly draft: PolicyDraft;
  /** The share that is being changed; null for a new one. */
  readonly share: Share | null;
  /** The id of a control: several forms may be on the page. */
  id(name: string): string;
  problem(name: DraftField): string | undefined;
  set(change: Partial<PolicyDraft>, name: DraftField): void;
  /** Goes to a control once it is drawn. */
  focus(name: string): void;
}
