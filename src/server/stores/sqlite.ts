import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import { GuestpassError } from '../../contract/errors.js';
import type { Compiled, Connection, Database, Row } from './database.js';
import type { Tables } from './schema.js';
import { sqlStore } from './sql.js';
import type { Store } from './store.js';

export interface SqliteOptions {
  /** Path of the database file; `:memory:` is not possible, because readers and the writer have a connection each. */
  readonly file: string;
  /** Kibibytes of page cache for each of the two connections; 16 MiB unless said. */
  readonly cacheKiB?: number;
}

/** A store in one SQLite file, for any number of processes on one machine. Call `migrate` before the first use. */
export function sqliteStore(options: SqliteOptions): Store {
  return sqlStore(new SqliteDatabase(options));
}

interface Job {
  /** Does the work; what it answers tells the caller so, after the commit. */
  readonly attempt: (connection: Connection) => Promise<() => void>;
  readonly reject: (cause: unknown) => void;
}

/** SQLite's primary result codes. */
const busy = 5;
const full = 13;

/**
 * One connection reads, the other writes. Writes that arrive during one turn of the event loop share one transaction and
 * one fsync (each in a savepoint of its own), and resolve only after the commit: group commit without losing durability.
 */
class SqliteDatabase implements Database {
  readonly engine = 'sqlite';
  readonly builder = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (database) => new SqliteIntrospector(database),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
  readonly #reader: Statements;
  readonly #writer: Statements;
  #queue: Job[] = [];
  #flushing: Promise<void> | null = null;

  constructor({ file, cacheKiB = 16_384 }: SqliteOptions) {
    this.#writer = new Statements(openFile(file, cacheKiB));
    this.#reader = new Statements(openFile(file, cacheKiB));
  }

  async run(query: Compiled): Promise<readonly Row[]> {
    return this.#reader.all(query);
  }

  transaction<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const attempt = async (connection: Connection) => {
        const value = await work(connection);
        return () => resolve(value);
      };
      this.#queue.push({ attempt, reject });
      this.#flushing ??= new Promise<void>((done) => setImmediate(() => this.#flush().finally(done)));
    });
  }

  async close(): Promise<void> {
    await this.#flushing;
    this.#reader.close();
    this.#writer.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    this.#writer.close();
  }

  async #flush(): Promise<void> {
    while (this.#queue.length > 0) {
      const jobs = this.#queue.splice(0, 256);
      await this.#commit(jobs);
    }
    this.#flushing = null;
  }

  async #commit(jobs: readonly Job[]): Promise<void> {
    const settle: (() => void)[] = [];
    const writer = this.#writer;
    try {
      writer.exec('BEGIN IMMEDIATE');
      for (const job of jobs) {
        writer.exec('SAVEPOINT job');
        try {
          const done = await job.attempt({ run: async (query) => writer.all(query) });
          writer.exec('RELEASE job');
          settle.push(done);
        } catch (cause) {
          // A full disk may have ended the whole transaction already; then this throws and all jobs fail.
          writer.exec('ROLLBACK TO job; RELEASE job');
          settle.push(() => job.reject(asStoreError(cause)));
        }
      }
      writer.exec('COMMIT');
      for (const done of settle) done();
    } catch (cause) {
      try {
        writer.exec('ROLLBACK');
      } catch {
        // SQLite had rolled back by itself.
      }
      for (const job of jobs) job.reject(asStoreError(cause));
    }
  }
}

/** A connection with its prepared statements. */
class Statements {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  all(query: Compiled): readonly Row[] {
    let statement = this.#prepared.get(query.sql);
    if (!statement) {
      statement = this.#database.prepare(query.sql);
      // The texts are few, but a list of ids makes one for each length.
      if (this.#prepared.size < 500) this.#prepared.set(query.sql, statement);
    }
    // `all`, never `get`: a statement with RETURNING that is not read to its end keeps the WAL from being checkpointed.
    return statement.all(...query.parameters.map(asInput));
  }

  exec(text: string): void {
    this.#database.exec(text);
  }

  close(): void {
    this.#prepared.clear();
    this.#database.close();
  }
}

function openFile(file: string, cacheKiB: number): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 5000, enableForeignKeyConstraints: true });
  database.exec(`PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA wal_autocheckpoint = 1000;
PRAGMA journal_size_limit = 4194304;
PRAGMA cache_size = -${Math.trunc(cacheKiB)};
PRAGMA temp_store = MEMORY;`);
  return database;
}

function asInput(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
    return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`SQLite cannot store a ${typeof value}.`);
}

function asStoreError(cause: unknown): unknown {
  const code = sqliteCode(cause);
  if (code === full) return new GuestpassError('storage_full', { cause });
  if (code === busy) return new GuestpassError('unavailable', { cause, retryAfter: 1 });
  return cause;
}

function sqliteCode(cause: unknown): number | null {
  return cause instanceof Error && 'errcode' in cause && typeof cause.errcode === 'number'
    ? cause.errcode & 0xff
    : null;
}
