import type { Db } from '../client';

export type TextTable = 'events_fts' | 'missions_fts' | 'actors_fts' | 'visits_fts' | 'places_fts';

/** Writes what a record is found by; prepared, because the first start writes 120,000 of them. */
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

/** A step of these takes a few ms, which a command waits for at most. */
const stepPages = 16n;

/**
 * FTS5 keeps what a command adds as a part of its own, and would merge parts inside the command that makes them
 * too many: on average a command wrote 40 pages more for it, now and then thousands. Here they are merged in
 * steps, for when nothing is asked: each is a transaction of its own and says whether there is more.
 */
export function createTextMerger(db: Db, table: TextTable): () => boolean {
  const connection = db.$client;
  const setting = connection.prepare<[string], number>(`select v from ${table}_config where k = ?`).pluck();
  const set = connection.prepare<[string, bigint]>(`insert into ${table} (${table}, rank) values (?, ?)`);
  for (const [name, value] of Object.entries({ automerge: 0, usermerge: 8 })) {
    // Of a number that is not whole to SQLite, FTS5 takes none of these.
    if (setting.get(name) !== value) set.run(name, BigInt(value));
  }
  const changed = connection.prepare<[], number>('select total_changes()').pluck();
  return () => {
    const before = changed.get() ?? 0;
    set.run('merge', stepPages);
    // The command itself counts as one change.
    return (changed.get() ?? 0) - before > 1;
  };
}
