import type { Db } from '../client';

/** A full-text index, named after its table. */
export type TextTable = `${string}_fts`;

/** Writes search texts. The statements are prepared, because the first start writes 120,000 texts. */
export function createTextIndex(db: Db, table: TextTable) {
  const insert = db.$client.prepare<[number, string]>(`insert into ${table} (rowid, text) values (?, ?)`);
  const remove = db.$client.prepare<[number]>(`delete from ${table} where rowid = ?`);
  return {
    add: (n: number, text: string) => void insert.run(n, text),
    replace: (n: number, text: string) => {
      remove.run(n);
      insert.run(n, text);
    },
    remove: (n: number) => void remove.run(n),
  };
}

/** Pages merged in a step, which takes a few ms; a command that arrives meanwhile waits for it. */
const stepPages = 16n;

/**
 * Merges the segments of a text index while no command waits; each call of the returned function is a transaction and
 * returns whether there is more. FTS5 adds a segment per command and by default merges them inside commands, which
 * then wrote 40 pages more on average, and now and then thousands.
 */
export function createTextMerger(db: Db, table: TextTable): () => boolean {
  const connection = db.$client;
  const setting = connection.prepare<[string], number>(`select v from ${table}_config where k = ?`).pluck();
  const set = connection.prepare<[string, bigint]>(`insert into ${table} (${table}, rank) values (?, ?)`);
  for (const [name, value] of Object.entries({ automerge: 0, usermerge: 8 })) {
    // As a bigint: the driver binds numbers as REAL, which FTS5 does not accept here.
    if (setting.get(name) !== value) set.run(name, BigInt(value));
  }
  const changed = connection.prepare<[], number>('select total_changes()').pluck();
  return () => {
    const before = changed.get() ?? 0;
    set.run('merge', stepPages);
    // The statement itself counts as one change.
    return (changed.get() ?? 0) - before > 1;
  };
}
