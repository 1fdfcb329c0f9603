import type { Kysely } from 'kysely';
import type { Tables } from './schema.js';

/** What Kysely's builders give: SQL with its parameters. Kysely only writes the SQL here; the driver runs it. */
export interface Compiled {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** A row as a driver gives it; parsed before use. */
export type Row = Readonly<Record<string, unknown>>;

export interface Connection {
  run(query: Compiled): Promise<readonly Row[]>;
}

/** One database behind the SQL store: a file's driver supplies it. */
export interface Database extends Connection {
  readonly engine: 'sqlite' | 'postgres';
  /** Compiles queries for this engine; never executes. */
  readonly builder: Kysely<Tables>;
  /**
   * Runs `work` as one transaction that may write, and resolves when it is durable. `work` awaits nothing but the
   * connection that it is given. When it throws, nothing of it is kept.
   */
  transaction<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
