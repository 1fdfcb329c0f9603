import type { Share } from '../../contract/share.js';

export type LinkFilter = 'all' | 'active' | 'ended';

/** `closing` are the links that are being revoked: they count as ended. */
export function inFilter(share: Share, filter: LinkFilter, closing: ReadonlySet<string>): boolean {
  const active = !closing.has(share.id) && (share.state === 'active' || share.state === 'paused');
  return filter === 'all' || active === (filter === 'active');
}

/** Whether each word of `search` is somewhere in what the list shows of a share. */
export function found(share: Share, search: string): boolean {
  const haystack = [
    share.label,
    share.recipientEmail,
    share.recipientName,
    share.message,
    share.url,
    share.createdBy,
    share.state,
    ...share.allowedOrigins,
  ]
    .join('\n')
    .toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}
