import { readConfig } from '../config.js';
import { serve } from '../node.js';
import type { Environment } from '../sources/config.js';
import { print, readArguments } from './usage.js';

/** Runs until the process is told to stop. */
export async function serveCommand(args: readonly string[], environment: Environment): Promise<void> {
  readArguments(args, []);
  const config = readConfig(environment);
  const running = await serve(config);
  print(`Guestpass listens on port ${config.port}; its address for guests is ${config.url}`);
  await new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  await running.stop();
}
