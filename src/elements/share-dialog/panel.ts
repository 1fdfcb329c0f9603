import type { TemplateResult } from 'lit';
import type { DialogContext } from './dialog-context.js';
import type { ShareDialogTab } from './tabs.js';

/** What one tab shows. */
export interface Panel {
  render(): TemplateResult;
  /** Shows one link, and what is to be done with it. */
  reveal?(shareId: string, task?: string): void;
  /** The dialog closed. */
  closed?(): void;
}

/** The code of one tab. It is on its way while the server is asked what there is to show. */
export async function loadPanel(tab: ShareDialogTab): Promise<new (context: DialogContext) => Panel> {
  switch (tab) {
    case 'link':
      return (await import('./link-panel.js')).LinkPanel;
    case 'people':
      return (await import('./people-panel.js')).PeoplePanel;
    case 'embed':
      return (await import('./embed-panel.js')).EmbedPanel;
    case 'links':
      return (await import('./links-panel.js')).LinksPanel;
  }
}
