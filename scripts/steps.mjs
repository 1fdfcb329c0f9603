// How the scripts run things, and say what they do.

import { spawn } from 'node:child_process';
import { delimiter, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '..');

const BIN = resolve(ROOT, 'node_modules/.bin');
const isWindows = process.platform === 'win32';

/** What the sources are written for; npm puts the `node` of node_modules first on the PATH of every script. */
const OLDEST = [22, 13];
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  console.error(
    `Guestpass needs Node ${OLDEST.join('.')} or newer, and this is ${process.version}. Start it with npm run.`,
  );
  process.exit(1);
}

export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** Runs one step and prints its line: `build: bundle guest (1.2 s)`. Throws what the step throws. */
export async function step(group, title, action) {
  const begun = performance.now();
  try {
    const note = await action();
    console.log(`${group}: ${title}${note ? `, ${note}` : ''} (${seconds(performance.now() - begun)})`);
  } catch (error) {
    console.log(`${group}: ${title} FAILED (${seconds(performance.now() - begun)})`);
    throw error;
  }
}

// Some tools take CI=true for a terminal, and their colours fill its log with codes.
const PLAIN = process.stdout.isTTY ? {} : { NO_COLOR: '1' };

/** The program of a package in node_modules/.bin, which npm puts on the PATH only for its own scripts. */
export const bin = (name) => resolve(BIN, isWindows ? `${name}.cmd` : name);

/** Ends a command and all that it started. */
function end(child) {
  try {
    if (isWindows) child.kill();
    else process.kill(-child.pid, 'SIGTERM');
  } catch {
    // It has ended by itself.
  }
}

/**
 * Runs a command to its end, with the Node and the tools of node_modules first on the PATH.
 * Resolves with its exit code, and with what it printed when `quiet`. After `limit` milliseconds it is ended.
 */
export function run(command, args, { quiet = false, env = {}, cwd = ROOT, limit = 600_000 } = {}) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...PLAIN, PATH: `${BIN}${delimiter}${process.env.PATH}`, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      shell: isWindows,
      // A group of its own, so that a browser does not outlive the runner that started it.
      detached: !isWindows,
    });
    const interrupted = () => {
      end(child);
      process.exit(130);
    };
    process.once('SIGINT', interrupted);
    process.once('SIGTERM', interrupted);
    const timer = setTimeout(() => {
      console.error(`${command} ${args.join(' ')}: no end after ${seconds(limit)}`);
      end(child);
    }, limit);
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('error', fail);
    child.on('close', (code) => {
      clearTimeout(timer);
      process.off('SIGINT', interrupted);
      process.off('SIGTERM', interrupted);
      done({ code: code ?? 1, output });
    });
  });
}

/** Like `run`, but silent while all is well; when it isn't, prints what the command said and throws. */
export async function quietly(command, args, options) {
  const { code, output } = await run(command, args, { ...options, quiet: true });
  if (code === 0) return output;
  process.stderr.write(output);
  throw new Error(`${[command, ...args].join(' ')} ended with ${code}`);
}
