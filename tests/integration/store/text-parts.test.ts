import { join } from 'node:path';
import { expect } from '@playwright/test';
import Database from 'better-sqlite3';
import { localPrincipal as local } from '@/db/model/access/principal';
import { eventsOf, newKey, threat } from './records';
import { sqliteStore } from './sqlite';
import { storeTest } from './store-test';

const test = storeTest(sqliteStore);

/** The number of segments of the FTS5 index of events; the id of a row contains the id of its segment. */
function segmentsIn(dataDir: string): number {
  const connection = new Database(join(dataDir, 'chancery.db'), { readonly: true });
  const count = connection
    .prepare<[], number>('select count(distinct id >> 37) from events_fts_data where id > 10')
    .pluck();
  const segments = count.get() ?? 0;
  connection.close();
  return segments;
}

test('segments of the search index are merged while the store is idle', async ({ store, opened }) => {
  const before = segmentsIn(opened.dataDir);
  // Fewer than the number at which FTS5 merges automatically.
  for (let n = 0; n < 15; n += 1) await store.createEvent(local, threat({ title: `Letter ${n}` }), newKey());
  await expect.poll(() => segmentsIn(opened.dataDir) - before).toBeLessThan(10);
  const found = await store.listEvents(local, {
    filter: { q: 'letter' },
    sort: 'at',
    limit: 50,
    after: null,
  });
  expect(eventsOf(found)).toHaveLength(15);
});
