import { lookup as dnsLookup } from 'node:dns/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import type { FetchPage, FetchPageResult, PageProblem } from '../doctor/fetched-page.js';
import { isPublicAddress } from '../doctor/public-address.js';

export interface PageFetcherOptions {
  /** All addresses of a host; the system's resolver unless given. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
  /** Which addresses may be connected to; public ones unless given. */
  readonly allows?: (address: string) => boolean;
  /** Milliseconds for all of it; 8000 unless given. */
  readonly patience?: number;
}

const maxRedirects = 3;
const maxBytes = 512 * 1024;
const longest = 8000;

/**
 * Fetches pages of the public internet only. Every address of the host is checked, the connection goes to the one that was checked (a name
 * that answers differently a moment later changes nothing), and each redirect is checked anew.
 */
export function pageFetcher({
  resolve = resolveAll,
  allows = isPublicAddress,
  patience = longest,
}: PageFetcherOptions = {}): FetchPage {
  const step = async (url: URL, signal: AbortSignal): Promise<FetchPageResult | URL> => {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const addresses = isIP(host) ? [host] : await resolve(host).catch(() => []);
    const [address] = addresses;
    if (address === undefined) return failed('not_found');
    if (!addresses.every(allows)) return failed('internal_address');
    const response = await connect(url, address, signal);
    const { statusCode = 0, headers } = response;
    const location = statusCode >= 300 && statusCode < 400 ? headers.location : undefined;
    if (location !== undefined) {
      response.destroy();
      return URL.canParse(location, url) ? new URL(location, url) : failed('failed');
    }
    return {
      ok: true,
      page: { url: url.href, status: statusCode, headers: toHeaders(response), html: await readStart(response) },
    };
  };

  return async (start, outer) => {
    const signal = AbortSignal.any([outer, AbortSignal.timeout(patience)]);
    try {
      let url = start;
      for (let hop = 0; hop <= maxRedirects; hop += 1) {
        if (url.protocol !== 'http:' && url.protocol !== 'https:') return failed('failed');
        const result = await step(url, signal);
        if (!(result instanceof URL)) return result;
        url = result;
      }
      return failed('too_many_redirects');
    } catch {
      return failed(signal.aborted ? 'timeout' : 'failed');
    }
  };
}

const failed = (problem: PageProblem): FetchPageResult => ({ ok: false, problem });

async function resolveAll(host: string): Promise<readonly string[]> {
  return (await dnsLookup(host, { all: true })).map(({ address }) => address);
}

function connect(url: URL, address: string, signal: AbortSignal): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const family = isIP(address);
  return new Promise((resolve, reject) => {
    request(
      url,
      {
        signal,
        // Pins the address that was checked; the name stays for Host and TLS.
        lookup: (_host, options, callback) =>
          options.all ? callback(null, [{ address, family }]) : callback(null, address, family),
        headers: { accept: 'text/html', 'accept-encoding': 'identity', 'user-agent': 'Guestpass embed doctor' },
        maxHeaderSize: 32_768,
      },
      resolve,
    )
      .on('error', reject)
      .end();
  });
}

function toHeaders({ headersDistinct }: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(headersDistinct))
    for (const value of values ?? []) headers.append(name, value);
  return headers;
}

/** What has come by the time that the page ends, breaks off or takes too long: its headers tell most of what matters. */
async function readStart(response: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response) {
      if (!(chunk instanceof Uint8Array)) continue;
      chunks.push(chunk);
      size += chunk.length;
      if (size >= maxBytes) break;
    }
  } catch {
    // The beginning is read all the same.
  }
  response.destroy();
  return Buffer.concat(chunks).toString('utf8').slice(0, maxBytes);
}
