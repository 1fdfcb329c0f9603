import type { TemplateResult } from 'lit';
import type { DialogContext } from './dialog-context.js';
import { LinkPanel } from './link-panel.js';
import type { ShareDialogTab } from './tabs.js';

/** What one tab shows. */
export interface Panel {
  render(): TemplateResult;
  /** Shows one link, and what is to be done with it. */
  reveal?(shareId: string, task?: string): void;
  /** The dialog closed. */
  closed?(): void;
}

/** The first tab comes with the dialog; the others when somebody goes there. */
export async function loadPanel(tab: ShareDialogTab, context: DialogContext): Promise<Panel> {
  switch (tab) {
    case 'link':
      return new LinkPanel(context);
    case 'people':
      return new (await import('./people-panel.js')).PeoplePanel(context);
    case 'embed':
      return new (await import('./embed-panel.js')).EmbedPanel(context);
    case 'links':
      return new (await import('./links-panel.js')).LinksPanel(context);
  }
}
