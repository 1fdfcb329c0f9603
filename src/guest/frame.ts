import { readPageData } from './page-data.js';
import { startShell } from './shell.js';

/** The frame of an embed, `/embed/{token}`. */
const data = readPageData();
if (data) startShell({ data, via: 'frame', ticket: async () => null, emit: () => undefined });
