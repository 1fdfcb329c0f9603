import { problemOfFile } from '../file-problem.js';
import type { ViewProblem } from '../view.js';
import type { Source } from './source.js';

/** Why the element could not play its source. */
export async function problemOf(media: HTMLMediaElement, { url, contentType, hls }: Source): Promise<ViewProblem> {
  const code = media.error?.code;
  if (code === MediaError.MEDIA_ERR_NETWORK) return 'offline';
  const problem = await problemOfFile(url);
  // The element says "source not supported" of a missing or broken file too.
  const isUnknown = code === MediaError.MEDIA_ERR_SRC_NOT_SUPPORTED && !hls && !media.canPlayType(contentType);
  return problem === 'broken' && isUnknown ? 'unsupported' : problem;
}
