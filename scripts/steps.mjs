// How the scripts say what they do: one line when a step begins to matter, with how long it took.

import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '..');

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** Runs one step and prints its line: `build  types and modules … 1.2 s`. Throws what the step throws. */
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

/** The programme of a package in node_modules/.bin, which npm puts on the PATH only for its own scripts. */
export const bin = (name) => resolve(ROOT, 'node_modules/.bin', process.platform === 'win32' ? `${name}.cmd` : name);

/**
 * Runs a command to its end, with the Node and the tools of node_modules first on the PATH.
 * Resolves with its exit code, and with what it printed when `quiet`.
 */
export function run(command, args, { quiet = false, env = {}, cwd = ROOT } = {}) {
  return new Promise((done, fail) => {
    const path = `${resolve(ROOT, 'node_modules/.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`;
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, PATH: path, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('error', fail);
    child.on('close', (code) => done({ code: code ?? 1, output }));
  });
}

/** Like `run`, but silent while all is well; when it isn't, prints what the command said and throws. */
export async function quietly(command, args, options) {
  const { code, output } = await run(command, args, { ...options, quiet: true });
  if (code === 0) return output;
  process.stderr.write(output);
  throw new Error(`${[command, ...args].join(' ')} ended with ${code}`);
}
