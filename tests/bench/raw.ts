import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import { localPrincipal } from '@/db/model/access/principal';
import type { Country } from '@/db/model/places/countries';
import { country as countryCode } from '@/db/model/values/scalars';
import type { EventKey } from '@/db/store';
import { type BenchFilter, createRawFacets } from './raw-facets';

const last: EventKey = { value: Number.MAX_SAFE_INTEGER, n: Number.MAX_SAFE_INTEGER };
const key = z.object({ value: z.number(), n: z.number() });
const counted = z.array(z.object({ value: countryCode, n: z.number() }));
const month = 30 * 86_400_000;

type Row = { record: string; [column: string]: unknown };

/** The condition for what this reader may see, part of every query. */
const seen = `e.is_deleted = 0 and (e.tlp <= 3 or (e.tlp = 4 and exists (
  select 1 from recipients r where r.principal_id = '${localPrincipal.id}' and r.event_n = e.n)))`;

/** The board's queries in prepared SQL: raw rows, without names and without parsing JSON. */
export function createRaw(connection: Database) {
  const prepare = (sql: string) => connection.prepare<(string | number)[], Row>(sql);
  const latest = prepare(
    `select e.* from events e where ${seen} and (e.activity_at, e.n) < (?, ?) order by e.activity_at desc, e.n desc limit ?`,
  );
  const byTime = prepare(
    `select e.* from events e where ${seen} and (e.at, e.n) < (?, ?) order by e.at desc, e.n desc limit ?`,
  );
  const country = prepare(
    `select e.* from event_countries c join events e on e.n = c.event_n
     where c.country = ? and ${seen} and (c.activity_at, c.event_n) < (?, ?)
     order by c.activity_at desc, c.event_n desc limit ?`,
  );
  const active = prepare(`select e.* from events e where e.is_active = 1 and ${seen} order by e.n desc`);
  const recent = prepare(
    `select count(*) as n from events e where e.kind = 'incident' and e.at >= ? and ${seen}`,
  );
  const found = prepare(
    `select e.* from events e where +e.n in (select rowid from events_fts where events_fts match ?) and ${seen}
     order by e.activity_at desc, e.n desc limit ?`,
  );
  const foundByNumber = prepare(
    `select e.* from events_fts f join events e on e.n = f.rowid
     where events_fts match ? and ${seen} order by f.rowid desc limit ?`,
  );
  const skip = prepare(
    'select e.at as value, e.n from events e order by e.at desc, e.n desc limit 1 offset ?',
  );
  const facet = prepare(
    'select country as value, count(*) as n from event_countries group by country order by n desc',
  );
  const facets = createRawFacets(connection, seen);

  return {
    newest: (limit: number) => latest.all(last.value, last.n, limit + 1),
    after: ({ value, n }: EventKey, limit: number) => byTime.all(value, n, limit + 1),
    ofCountry: (code: string, limit: number) => country.all(code, last.value, last.n, limit + 1),
    active: () => active.all(),
    search: (word: string, limit: number) => found.all(`"${word}"*`, limit + 1),
    searchByNumber: (word: string, limit: number) => foundByNumber.all(`"${word}"*`, limit + 1),
    /** Without facets, which take a second at a million events. */
    board: () => [active.all(), recent.get(Date.now() - month)],
    filteredBoard: (filter: BenchFilter) => [active.all(), recent.get(Date.now() - month), facets(filter)],
    keyAt(offset: number): EventKey {
      return key.parse(skip.get(offset));
    },
    /** The country with the most events, and one with a few pages of them. */
    countries(): { common: Country; rare: Country } {
      const all = counted.parse(facet.all());
      const [first] = all;
      const rare = all.findLast(({ n }) => n >= 100) ?? first;
      if (!first || !rare) throw new Error('The dataset is empty');
      return { common: first.value, rare: rare.value };
    },
  };
}

export type Raw = ReturnType<typeof createRaw>;
