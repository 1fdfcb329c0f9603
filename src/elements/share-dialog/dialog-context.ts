import type { CSSResult, LitElement } from 'lit';
import { GuestpassError } from '../../contract/errors.js';
import type { Resource } from '../../contract/resource.js';
import type { Share } from '../../contract/share.js';
import type { Formats } from '../../theme/formats.js';
import type { BaseStrings } from '../../theme/strings/owner.js';
import type { Copier } from '../controllers/copier.js';
import type { OwnerSession } from '../controllers/owner-session.js';
import type { Revocations } from '../controllers/revocations.js';
import { linkSentence } from '../link-sentence.js';
import type { LinkDefaults } from '../owner-element.js';
import { problemText } from '../problem-text.js';
import { report } from '../report.js';
import type { ShareDialogTab } from './tabs.js';

interface Host extends LitElement {
  readonly defaults: LinkDefaults;
  go(tab: ShareDialogTab, shareId?: string, task?: string): Promise<void>;
}

export interface DialogContextParts {
  readonly host: Host;
  readonly session: OwnerSession;
  readonly copier: Copier;
  readonly text: BaseStrings;
  readonly formats: Formats;
}

/** What the dialog gives to its panels. Panels draw into the dialog's shadow root and hold their own state. */
export class DialogContext {
  readonly session: OwnerSession;
  readonly copier: Copier;
  /** Comes with the list of links: only there somebody revokes. */
  revocations: Revocations | null = null;
  text: BaseStrings;
  formats: Formats;
  /** The last thing that was said to people who listen rather than look. */
  said = '';
  /** What went wrong with the dialog as a whole. */
  problem = '';
  readonly #host: Host;

  constructor({ host, session, copier, text, formats }: DialogContextParts) {
    this.#host = host;
    this.session = session;
    this.copier = copier;
    this.text = text;
    this.formats = formats;
  }

  /** The texts with those of a part of the dialog; they are English only where there is nothing better. */
  texts<T extends object>(english: T): T & BaseStrings {
    return { ...english, ...this.text };
  }

  /** Panels are drawn only once it is loaded. */
  get resource(): Resource {
    return this.#ready.resource;
  }

  /** As the server last told, newest first. */
  get shares(): readonly Share[] {
    return this.#ready.shares;
  }

  get #ready() {
    const { state } = this.session;
    if (state.status !== 'ready') throw new GuestpassError('unavailable');
    return state;
  }

  /** Whether a link is closed and about to be revoked. */
  isClosing(id: string): boolean {
    return this.revocations?.has(id) ?? false;
  }

  get defaults(): LinkDefaults {
    return this.#host.defaults;
  }

  get root(): ParentNode {
    return this.#host.renderRoot;
  }

  /** What a link allows, in words. */
  says(share: Share): string {
    const changeable = share.link === 'own' ? undefined : this.resource.changeable;
    return linkSentence(share, this.text, this.formats, changeable);
  }

  update(): void {
    this.#host.requestUpdate();
  }

  /** After the next drawing: what it made can be focused then. */
  async drawn(): Promise<void> {
    this.#host.requestUpdate();
    await this.#host.updateComplete;
  }

  announce(text: string): void {
    this.said = text;
    this.update();
  }

  /** Tells the page of a failure, and gives the words for it. */
  fail(error: unknown): string {
    report(this.#host, error);
    return problemText(error, this.text);
  }

  dispatch(event: Event): void {
    this.#host.dispatchEvent(event);
  }

  /** Goes to another tab, and there to one link and what is to be done with it. */
  go(tab: ShareDialogTab, shareId?: string, task?: string): void {
    void this.#host.go(tab, shareId, task);
  }

  /** Adds the styles of a panel that was loaded later. */
  adopt({ styleSheet }: CSSResult): void {
    const root = this.#host.shadowRoot;
    if (root && styleSheet && !root.adoptedStyleSheets.includes(styleSheet)) root.adoptedStyleSheets.push(styleSheet);
  }
}
