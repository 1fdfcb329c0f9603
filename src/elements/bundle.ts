// What a page gets from the server's /elements.js: every element, registered. The button is here; the dialog is a chunk
// that the button loads when somebody is about to use it, and that a `<share-dialog>` in the page's own markup loads too.

import './share-button/define.js';
import { whenUsed } from './when-used.js';

whenUsed('share-dialog', () => import('./share-dialog/define.js'));
whenUsed('share-viewer', () => import('./share-viewer/define.js'));
