import { randomUUID } from 'node:crypto';
import { canaryText, type StubReply, type StubRequest, startVendorServer, type VendorServer } from './vendor-server.js';

/** CraftKit's API, as far as its documentation tells: strict about what it is asked. */
export interface CraftkitStub extends VendorServer {
  readonly renders: Map<string, StubRender>;
  /** Events that were reported, oldest first. */
  readonly events: { readonly renderId: string; readonly eventType: string }[];
  /** How the download behaves. */
  readonly download: { ranges: boolean; contentType: string; tellsLength: boolean };
  addRender(status: StubRender['status'], pdf?: Uint8Array): StubRender;
}

export interface StubRender {
  readonly id: string;
  status: 'queued' | 'rendering' | 'succeeded' | 'failed';
  readonly pdf: Uint8Array;
  readonly createdAt: string;
  readonly shares: StubShare[];
}

export interface StubShare {
  readonly id: string;
  readonly channel: string;
  readonly recipientEmail: string | null;
  readonly message: string | null;
  readonly expiresAt: string | null;
  revokedAt: string | null;
  readonly createdAt: string;
  readonly shareToken: string;
  readonly shareUrl: string;
  clickCount: number;
}

export async function startCraftkitStub({ key }: { readonly key: string }): Promise<CraftkitStub> {
  const renders = new Map<string, StubRender>();
  const events: { renderId: string; eventType: string }[] = [];
  const download = { ranges: true, contentType: 'application/pdf', tellsLength: true };

  const handle = (request: StubRequest): StubReply => {
    const [, renderId, rest = ''] = /^\/v1\/renders\/([^/]+)(\/.*)?$/.exec(request.path) ?? [];
    const [, downloadId] = /^\/v1\/embed\/renders\/([^/]+)\/download$/.exec(request.path) ?? [];
    const render = renders.get(renderId ?? downloadId ?? '');
    if (!render) return error(404, 'not_found');
    const [, shareId] = /^\/shares\/([^/]+)$/.exec(rest) ?? [];
    if (downloadId && request.method === 'GET') return sendPdf(request, render, download);
    switch (`${request.method} ${shareId ? '/shares/{id}' : rest}`) {
      case 'GET ':
        return { status: 200, json: renderJson(render) };
      case 'GET /shares':
        return {
          status: 200,
          json: { shares: render.shares.map((share) => ({ ...share, revokedReason: canaryText })) },
        };
      case 'POST /shares':
        return createShare(render, request.body);
      case 'DELETE /shares/{id}': {
        const share = render.shares.find((one) => one.id === shareId && one.revokedAt === null);
        if (!share) return error(404, 'not_found');
        share.revokedAt = new Date().toISOString();
        return { status: 200, json: { id: share.id, revokedAt: share.revokedAt } };
      }
      case 'POST /events': {
        const problem = fieldsOf(request.body, { eventType: 'string', metadata: 'object' }, ['eventType']);
        // oxlint-disable-next-line typescript/consistent-type-assertions -- checked on the line above
        const { eventType } = request.body as { eventType: string };
        if (problem || !['viewed', 'downloaded', 'printed'].includes(eventType))
          return error(400, problem ?? 'eventType');
        events.push({ renderId: render.id, eventType });
        return { status: 200, json: { recorded: true } };
      }
      default:
        return error(405, 'no such route');
    }
  };

  const server = await startVendorServer({ key, handle, error });
  return {
    ...server,
    renders,
    events,
    download,
    addRender(status, pdf = samplePdf(20_000)) {
      const id = `0193c2c3-${randomUUID().slice(9)}`;
      const render: StubRender = { id, status, pdf, createdAt: new Date().toISOString(), shares: [] };
      renders.set(id, render);
      return render;
    },
  };
}

/** Bytes that begin as a PDF and differ from each other, so that a wrong part shows. */
export function samplePdf(size: number): Uint8Array {
  const bytes = Uint8Array.from({ length: size }, (_, index) => (index * 31 + (index >> 8)) % 251);
  bytes.set(new TextEncoder().encode('%PDF-1.7\n'));
  return bytes;
}

function renderJson({ id, status, createdAt }: StubRender) {
  const done = status === 'succeeded' || status === 'failed';
  return {
    id,
    status,
    pollUrl: `/v1/renders/${id}`,
    downloadUrl: status === 'succeeded' ? `https://cdn.example/${canaryText}/${id}.pdf` : null,
    errorMessage: status === 'failed' ? canaryText : null,
    createdAt,
    completedAt: done ? createdAt : null,
    durationMs: done ? 1200 : null,
    templateId: canaryText,
  };
}

function sendPdf({ headers }: StubRequest, { status, pdf }: StubRender, settings: CraftkitStub['download']): StubReply {
  if (status !== 'succeeded') return error(404, 'no asset yet');
  const { contentType, ranges, tellsLength } = settings;
  const meta = { 'content-type': contentType, 'content-disposition': `inline; filename="${canaryText}.pdf"` };
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? '') ?? [];
  if (!ranges || (from === '' && to === '')) return { status: 200, headers: meta, bytes: pdf, chunked: !tellsLength };
  const size = pdf.byteLength;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (start > end) return { ...error(416, 'range'), headers: { 'content-range': `bytes */${size}` } };
  const range = { 'content-range': `bytes ${start}-${end}/${size}`, etag: '"v1"' };
  return { status: 206, headers: { ...meta, ...range }, bytes: pdf.subarray(start, end + 1) };
}

function createShare(render: StubRender, body: unknown): StubReply {
  const problem = fieldsOf(
    body,
    { channel: 'string', recipientEmail: 'string', message: 'string', expiresAt: 'string' },
    [],
  );
  if (problem) return error(400, problem);
  if (render.status !== 'succeeded') return error(409, 'not_ready');
  // oxlint-disable-next-line typescript/consistent-type-assertions -- checked above
  const input = body as Partial<Record<'channel' | 'recipientEmail' | 'message' | 'expiresAt', string>>;
  const { channel = 'link', recipientEmail = null, message = null, expiresAt = null } = input;
  if (!['link', 'email'].includes(channel) || (channel === 'email' && recipientEmail === null))
    return error(400, 'channel');
  if (expiresAt !== null && Number.isNaN(Date.parse(expiresAt))) return error(400, 'expiresAt');
  const shareToken = `cks_${randomUUID().replaceAll('-', '')}`;
  const share: StubShare = {
    id: randomUUID(),
    channel,
    recipientEmail,
    message,
    expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
    revokedAt: null,
    createdAt: new Date().toISOString(),
    shareToken,
    shareUrl: `https://www.craftkit.example/share/${shareToken}`,
    clickCount: 0,
  };
  render.shares.unshift(share);
  const { clickCount: _clicks, ...created } = share;
  return { status: 201, json: created };
}

/** The vendor's envelope. */
function error(status: number, text: string): StubReply {
  const codes: Record<number, string> = {
    400: 'invalid_request',
    401: 'unauthorized',
    404: 'not_found',
    409: 'not_ready',
  };
  return { status, json: { error: { code: codes[status] ?? 'error', message: `${canaryText} ${text}` } } };
}

/** What is wrong with a JSON body; null when it has the needed fields and no other than the known. */
export function fieldsOf(
  body: unknown,
  known: Readonly<Record<string, string>>,
  needed: readonly string[],
): string | null {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return 'no JSON object';
  const missing = needed.find((name) => !(name in body));
  if (missing) return `${missing} is missing`;
  const wrong = Object.entries(body).find(([name, value]) => known[name] !== typeof value || value === null);
  return wrong ? `${wrong[0]} is unknown or of a wrong type` : null;
}
