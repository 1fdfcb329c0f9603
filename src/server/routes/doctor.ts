import * as z from 'zod/mini';
import { examineEmbed } from '../doctor/examine.js';
import { parseFields } from '../middleware/body.js';
import { json } from '../middleware/errors.js';
import { stateOf } from '../shares/policy.js';
import type { App } from '../app.js';
import type { ShareRecord } from '../stores/store.js';
import type { Diagnosis } from '../doctor/examine.js';
import { idOf } from './owners.js';
import { ownerRoute, type Route } from './route.js';

const Query = z.object({ site: z.string().check(z.minLength(1), z.maxLength(2000)) });
const DiagnosisSchema = z.object({
  shows: z.boolean(),
  findings: z.array(
    z.object({ layer: z.string(), ok: z.nullable(z.boolean()), sentence: z.string(), fix: z.nullable(z.string()) }),
  ),
});

/** The embed doctor, for the dialog. */
export const doctorRoutes: readonly Route[] = [
  ownerRoute({
    method: 'GET',
    path: '/api/shares/:id/doctor',
    tag: 'owners',
    cors: 'hosts',
    summary: 'Whether a share will show on a site, and which layer blocks it, with the line to add',
    query: Query,
    replies: { 200: { description: 'The findings, layer by layer', schema: DiagnosisSchema } },
    handle: async ({ app, params, url, signal }, owner) => {
      const { site } = parseFields(Query, Object.fromEntries(url.searchParams));
      const share = await app.shares.get(owner, idOf(params));
      const record = await app.store.findShare(owner.workspace, share.id);
      return json(await diagnose(app, record, share.token, site, signal));
    },
  }),
];

/** Examines a share for a site; a link of the vendor's has no frame of ours to examine. */
export async function diagnose(
  app: App,
  share: ShareRecord | null,
  token: string | null,
  site: string,
  signal: AbortSignal,
): Promise<Diagnosis> {
  if (!share || token === null || share.link === 'upstream') {
    const sentence = 'This link leads to the vendor’s own page, which we cannot frame.';
    return { shows: false, findings: [{ layer: 'type', ok: false, sentence, fix: 'Use the vendor’s own snippet.' }] };
  }
  const { view } = await app.guests.resourceOf(share, signal);
  const { fetchPage, fetchFrame } = app;
  const { refusalOf } = app.shares;
  const state = stateOf(share, app.now());
  return examineEmbed(
    { share, state, view, token, serverUrl: app.url, site, refusalOf, fetchPage, fetchFrame },
    signal,
  );
}
