import { readMigrationFiles } from 'drizzle-orm/migrator';
import { AppError, failure } from '../model/errors';
import { applicationId, type Connection } from './client';
import { toOpenError } from './database-errors';

/**
 * Brings the schema up to date in one immediate transaction: if two processes start at once, one migrates and the
 * other has nothing to do. Foreign keys are switched off before it, because SQLite ignores the switch inside a
 * transaction and rebuilding a table would cascade into its children. They are checked before the commit if a
 * migration ran (3 s at 200,000 events). A failed migration leaves the file unchanged.
 * @throws AppError if a newer version wrote the database, or it cannot be migrated
 */
export function migrate(connection: Connection, folder: string): void {
  const known = readMigrationFiles({ migrationsFolder: folder });
  connection.pragma('foreign_keys = OFF');
  try {
    connection.transaction(() => apply(connection, known)).immediate();
  } finally {
    connection.pragma('foreign_keys = ON');
  }
}

type Migration = ReturnType<typeof readMigrationFiles>[number];

function apply(connection: Connection, known: Migration[]): void {
  connection.exec(
    'CREATE TABLE IF NOT EXISTS "migrations" ("position" integer PRIMARY KEY, "hash" text NOT NULL, "applied_at" integer NOT NULL)',
  );
  const applied = connection
    .prepare<[], string>('SELECT "hash" FROM "migrations" ORDER BY "position"')
    .pluck()
    .all();
  if (!isPrefix(applied, known)) {
    throw failure('database-of-newer-version');
  }
  if (connection.pragma('application_id', { simple: true }) !== applicationId)
    connection.pragma(`application_id = ${applicationId}`);
  const missing = known.slice(applied.length);
  if (missing.length === 0) return;
  const insert = connection.prepare('INSERT INTO "migrations" VALUES (?, ?, ?)');
  missing.forEach((migration, index) => {
    run(connection, migration);
    insert.run(applied.length + index, migration.hash, Date.now());
  });
  const broken = connection.pragma('foreign_key_check');
  if (Array.isArray(broken) && broken.length > 0) {
    throw createMigrationError(`${broken.length} rows have broken references: ${JSON.stringify(broken[0])}`);
  }
}

function run(connection: Connection, migration: Migration): void {
  try {
    for (const statement of migration.sql) connection.exec(statement);
  } catch (error) {
    // A full disk or a damaged file has its own message.
    const converted = toOpenError(connection.name, error);
    throw converted === error ? createMigrationError(error) : converted;
  }
}

function createMigrationError(cause: unknown): AppError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new AppError({ code: 'migration-failed', params: { reason } }, { cause });
}

/** Can this version of Chancery use the database, after migrating it if it is older? */
export function isKnownVersion(connection: Connection, folder: string): boolean {
  const applied = connection
    .prepare<[], string>('SELECT "hash" FROM "migrations" ORDER BY "position"')
    .pluck()
    .all();
  return isPrefix(applied, readMigrationFiles({ migrationsFolder: folder }));
}

function isPrefix(applied: string[], known: readonly { hash: string }[]): boolean {
  return applied.every((hash, position) => known[position]?.hash === hash);
}
