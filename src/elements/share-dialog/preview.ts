import type { OwnerSession } from '../controllers/owner-session.js';

/**
 * Opens a share as its guests see it, in a tab of its own, without counting. The tab is opened in the click and sent to
 * its address later: browsers block a tab that opens after waiting for an answer.
 */
export async function previewAsGuest(session: OwnerSession, id: string): Promise<void> {
  const tab = window.open('about:blank', '_blank');
  try {
    const { url } = await session.client.preview(id);
    if (!tab) {
      location.assign(url);
      return;
    }
    // The page that opens must not be able to send this one elsewhere.
    tab.opener = null;
    tab.location.replace(url);
  } catch (error) {
    tab?.close();
    throw error;
  }
}
