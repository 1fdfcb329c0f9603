import type { Conversation, GuestEventType, SharedNote, View, ViewOf } from '../contract/view.js';
import type { ViewCommand, ViewEvent } from '../protocol/messages.js';

/** Why a view cannot show its resource; the page around it turns this into a state with words. */
export type ViewProblem = 'broken' | 'encrypted' | 'empty' | 'unsupported' | 'offline' | 'ended';

/** What the page around a view gives it. A view touches nothing outside its host element and this. */
export interface ViewContext<V extends View = View> {
  readonly view: V;
  readonly note: SharedNote;
  /** BCP 47; decides texts and number forms. The document's `dir` is set to match. */
  readonly language: string;
  /** Aborts when the view must go: navigation, or a share that ended. */
  readonly signal: AbortSignal;
  /** The address of one of the view's assets, with the lease. Supports ranges; with `download` it comes as an attachment. */
  url(asset: string, options?: { readonly download?: boolean }): string;
  /** Records what the guest did, at most once a visit for each type; repeated calls are free. */
  report(type: GuestEventType): void;
  /** Tells the page around, and through it an embedding page. */
  emit(event: ViewEvent): void;
  /** Gives up: the page around shows the state instead of the view. */
  fail(problem: ViewProblem, cause?: unknown): void;
  /** Says something to people who listen rather than look (a polite live region). */
  announce(text: string): void;
  /** Personas only: claims the use and gets the session. Throws GuestpassError. */
  startConversation(): Promise<Conversation>;
}

export interface MountedView {
  command(command: ViewCommand): void;
  /** How high it had best be at a width, both in CSS pixels: asked where the page around gives a frame the height it wants. */
  heightAt(width: number): number;
  /** Ends every listener, timer, worker and request that the view started. */
  destroy(): void;
}

/** The one export that each view's `mount.ts` has, called `mount`: fills `host` (a block that fills the stage) and resolves when something is shown. */
export type MountView<T extends View['type']> = (
  host: HTMLElement,
  context: ViewContext<ViewOf<T>>,
) => Promise<MountedView>;
