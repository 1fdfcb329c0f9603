import type { Environment } from '../sources/config.js';
import { ConfigError } from '../sources/addresses.js';
import { doctorCommand } from './doctor.js';
import { keysCommand } from './keys.js';
import { linksCommand } from './links.js';
import { resourcesCommand } from './resources.js';
import { serveCommand } from './serve.js';
import { UsageError } from './usage.js';

const help = `guestpass: share links, guest views and embeds for any web app

  guestpass serve                                run the server
  guestpass keys create --name NAME              make an API key and print it, once
                 [--workspace W] [--days N]
  guestpass keys list
  guestpass keys revoke ID
  guestpass resources add FILE [--id ID]         put a file where the server finds it
                 [--kind K] [--name TITLE]
  guestpass resources list [--workspace W]
  guestpass links list [--resource KIND:ID]      every link, with its state and uses
                 [--workspace W]
  guestpass links revoke ID [--workspace W]
  guestpass doctor TOKEN_OR_URL [--site URL]     why a link does or does not show on a site

Settings come from the environment: GUESTPASS_PORT, GUESTPASS_URL, GUESTPASS_DATA,
GUESTPASS_SECRET, GUESTPASS_ORIGINS, SMTP_URL and the vendors' keys. See the README.
`;

const commands: Readonly<Record<string, (args: readonly string[], environment: Environment) => Promise<void>>> = {
  serve: serveCommand,
  keys: keysCommand,
  resources: resourcesCommand,
  links: linksCommand,
  doctor: doctorCommand,
};

/** Runs one command; answers the exit code. */
export async function main(args: readonly string[], environment: Environment): Promise<number> {
  const [name = 'help', ...rest] = args;
  if (name === 'help' || name === '--help' || name === '-h') {
    process.stdout.write(help);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  try {
    if (!command) throw new UsageError(`There is no command "${name}".`);
    await command(rest, environment);
    return Number(process.exitCode ?? 0);
  } catch (cause) {
    if (cause instanceof UsageError) process.stderr.write(`${cause.message}\nSee guestpass --help.\n`);
    else if (cause instanceof ConfigError) for (const problem of cause.problems) process.stderr.write(`${problem}\n`);
    else throw cause;
    return 1;
  }
}
