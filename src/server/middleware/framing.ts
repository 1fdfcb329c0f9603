import { GuestpassError } from '../../contract/errors.js';

/** The frame's page is for frames: not for scripts, images, objects or whatever else a page might load it as. */
export function requireFrame(destination: string | null): void {
  if (destination === null || destination === 'iframe' || destination === 'frame') return;
  throw new GuestpassError('forbidden', { detail: 'This address is made for an iframe.' });
}
