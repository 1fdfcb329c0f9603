import { readPageData } from './page-data.js';
import { startShell } from './shell.js';

/** The page of a link, `/share/{token}`. */
const data = readPageData();
if (data) startShell({ data, via: 'page', ticket: async () => null, mayStream: () => true, emit: () => undefined });
