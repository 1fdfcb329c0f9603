/** The dialog's parts, in their order. */
export const shareDialogTabs = ['link', 'people', 'embed', 'links'] as const;
export type ShareDialogTab = (typeof shareDialogTabs)[number];
