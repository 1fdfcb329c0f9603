import { html, nothing, type TemplateResult } from 'lit';
import type { Resource } from '../../contract/resource.js';
import type { Share } from '../../contract/share.js';
import type { Formats } from '../../theme/formats.js';
import { direction } from '../../theme/language.js';
import type { BaseStrings } from '../../theme/strings/owner.js';
import { icon, type IconName } from '../icons.js';
import { offers, quickLink } from '../quick-link.js';
import { shareDialogTabs, type ShareDialogTab } from './tabs.js';

export interface Shown {
  readonly resource: Resource;
  readonly shares: readonly Share[];
}

/**
 * Only what the source and the kind can keep, and of what is not ready only the links that are there. Where there is one
 * link at a time, the list is the place to revoke it.
 */
export function tabsFor({ resource, shares }: Shown): readonly ShareDialogTab[] {
  const ready = resource.status === 'ready';
  const several = offers(resource, 'severalLinks');
  const there = {
    link: ready || quickLink(resource, shares) !== null,
    people: ready && several,
    embed: ready && offers(resource, 'allowedOrigins'),
    links: (ready && several) || shares.length > 0,
  };
  return shareDialogTabs.filter((tab) => there[tab]);
}

const icons: Readonly<Record<ShareDialogTab, IconName>> = {
  link: 'link',
  people: 'people',
  embed: 'embed',
  links: 'list',
};

export interface TabRow {
  readonly shown: Shown;
  readonly chosen: ShareDialogTab;
  readonly text: BaseStrings;
  readonly formats: Formats;
  choose(tab: ShareDialogTab): void;
}

/** The row of tabs; nothing where there is but one. */
export function tabRow({ shown, chosen, text, formats, choose }: TabRow): TemplateResult | typeof nothing {
  const tabs = tabsFor(shown);
  if (tabs.length < 2) return nothing;
  const count = shown.shares.filter(({ state }) => state !== 'revoked').length;
  const names = { link: text.tabLink, people: text.tabPeople, embed: text.tabEmbed, links: text.tabLinks };
  const forward = direction(formats.language) === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  return html`<div part="tabs" class="tabs" role="tablist" @keydown=${(event: KeyboardEvent) => move(event, forward)}>
    ${tabs.map(
      (tab) => html`<button
        part="tab"
        class="tab"
        type="button"
        role="tab"
        id="tab-${tab}"
        aria-selected=${tab === chosen}
        aria-controls="panel"
        tabindex=${tab === chosen ? 0 : -1}
        @click=${() => choose(tab)}
      >
        ${icon(icons[tab])} ${names[tab]}
        ${tab === 'links' && count > 0 ? html`<span class="count">${formats.number(count)}</span>` : nothing}
      </button>`,
    )}
  </div>`;
}

function move(event: KeyboardEvent, forward: string): void {
  const { currentTarget, target, key } = event;
  if (!(currentTarget instanceof Element)) return;
  const tabs = [...currentTarget.querySelectorAll<HTMLElement>('[role=tab]')];
  const at = tabs.findIndex((tab) => tab === target);
  const moves: Readonly<Record<string, number>> = { ArrowLeft: at - 1, ArrowRight: at - 1, Home: 0, End: -1 };
  const to = key === forward ? (at + 1) % tabs.length : moves[key];
  const next = to === undefined ? undefined : tabs.at(to);
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.click();
}
