import type { Environment } from '../sources/config.js';
import { readArguments, UsageError } from './usage.js';

export async function doctorCommand(args: readonly string[], _environment: Environment): Promise<void> {
  readArguments(args, ['site']);
  throw new UsageError('The doctor is not here yet.');
}
