import { sentenceOf } from '../../contract/error-sentences.js';
import { GuestpassError } from '../../contract/errors.js';
import { readConfig } from '../config.js';
import type { Finding } from '../doctor/examine.js';
import { nodeOptions } from '../node.js';
import { tokenOfAddress } from '../pages/oembed.js';
import { diagnose } from '../routes/doctor.js';
import { createGuestpassServices } from '../services.js';
import type { Environment } from '../sources/config.js';
import { print, readArguments, UsageError } from './usage.js';

const marks = { true: 'ok     ', false: 'BLOCKED', null: 'unknown' } as const;

/** `doctor TOKEN_OR_URL --site URL`: layer by layer, with the line to add. Without a site: how the server and its sources do. */
export async function doctorCommand(args: readonly string[], environment: Environment): Promise<void> {
  const { values, positionals } = readArguments(args, ['site']);
  const [target] = positionals;
  const { site } = values;
  const config = readConfig(environment);
  const { app, close } = createGuestpassServices(await nodeOptions(config));
  const signal = AbortSignal.timeout(30_000);
  try {
    for (const source of app.sources.all) {
      const problem = await source.check(signal);
      print(
        `${problem === null ? marks.true : marks.false}  source ${source.name}${problem === null ? '' : `: ${problem}`}`,
      );
      if (problem !== null) process.exitCode = 1;
    }
    if (target === undefined) return;
    if (site === undefined)
      throw new UsageError('Say which site: guestpass doctor TOKEN_OR_URL --site https://www.example.com');
    const token = tokenOfAddress(app.url, target) ?? target;
    const { share } = await app.guests.findByToken(token);
    const { shows, findings } = await diagnose(app, share, token, site, signal);
    for (const finding of findings) printFinding(finding);
    print(
      shows
        ? `\nNothing that was found keeps this link from showing on ${site}.`
        : `\nThis link does not show on ${site}.`,
    );
    if (!shows) process.exitCode = 1;
  } catch (cause) {
    throw cause instanceof GuestpassError ? new UsageError(sentenceOf(cause)) : cause;
  } finally {
    await close();
  }
}

function printFinding({ layer, ok, sentence, fix }: Finding): void {
  print(`${marks[`${ok}`]}  ${layer}: ${sentence}`);
  if (fix !== null && ok !== true) print(`         → ${fix}`);
}
