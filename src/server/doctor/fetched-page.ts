/** What a site's page answered, as far as the doctor reads it. */
export interface FetchedPage {
  /** Where redirects ended. */
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  /** The first 512 KiB. */
  readonly html: string;
}

/** Why a page could not be had: told to the owner in words. */
export type PageProblem = 'internal_address' | 'not_found' | 'timeout' | 'too_many_redirects' | 'failed';

export type FetchPageResult =
  | { readonly ok: true; readonly page: FetchedPage }
  | { readonly ok: false; readonly problem: PageProblem };

/** Fetches a page of the public internet, and nothing else. Never throws. */
export type FetchPage = (url: URL, signal: AbortSignal) => Promise<FetchPageResult>;
