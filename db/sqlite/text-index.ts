import type { Db } from './client';

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
