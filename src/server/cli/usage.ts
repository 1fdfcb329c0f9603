import { parseArgs } from 'node:util';

/** A command that was written wrongly: told with a pointer to the help. */
export class UsageError extends Error {}

export interface Parsed {
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly positionals: readonly string[];
}

/** Reads `--name value` options, all of them texts, and what stands beside them. Throws UsageError. */
export function readArguments(args: readonly string[], options: readonly string[]): Parsed {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: Object.fromEntries(options.map((name) => [name, { type: 'string' as const }])),
    });
    const texts = Object.entries(values).map(
      ([name, value]) => [name, typeof value === 'string' ? value : undefined] as const,
    );
    return { values: Object.fromEntries(texts), positionals };
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause));
  }
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Columns of texts, as wide as they need to be. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  for (const row of rows)
    print(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}
