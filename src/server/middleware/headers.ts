/** The exact header sets of each group of answers. What a view needs beyond them stands in pages/csp.ts, with its reason. */

export type HeaderSet = Readonly<Record<string, string>>;

/** Of every answer whatever it is. */
export function commonHeaders(secure: boolean): HeaderSet {
  return {
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    ...(secure ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),
  };
}

/** JSON for owners, guests and dialects. */
export const apiHeaders: HeaderSet = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Robots-Tag': 'noindex, nofollow, noarchive',
  Vary: 'Origin, Sec-Fetch-Site',
};

/** Built files whose name holds their hash: the same for everyone, for ever. */
export const hashedAssetHeaders: HeaderSet = {
  'Cache-Control': 'public, max-age=31536000, immutable',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Access-Control-Allow-Origin': '*',
};

/** Built files with a stable name, such as `/embed.js`. Byte-identical for everyone. */
export const stableAssetHeaders: HeaderSet = {
  'Cache-Control': 'public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Access-Control-Allow-Origin': '*',
  'Timing-Allow-Origin': '*',
};

/** A guest's bytes: never kept by a cache, never run as a page of ours. */
export const contentHeaders: HeaderSet = {
  'Cache-Control': 'private, no-store',
  'CDN-Cache-Control': 'no-store',
  'Accept-Ranges': 'bytes',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Robots-Tag': 'noindex, nofollow, noarchive',
};

/** Sets what is not set yet. */
export function withHeaders(response: Response, ...sets: readonly HeaderSet[]): Response {
  for (const set of sets) {
    for (const [name, value] of Object.entries(set)) if (!response.headers.has(name)) response.headers.set(name, value);
  }
  return response;
}
