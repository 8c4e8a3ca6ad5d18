import { join } from 'node:path';
import { expect } from '@playwright/test';
import Database from 'better-sqlite3';
import { localPrincipal as local } from '@/db/model/access/principal';
import { eventsOf, newKey, threat } from './records';
import { sqliteStore } from './sqlite';
import { storeTest } from './store-test';

const test = storeTest(sqliteStore);

/** How many parts the index of events is kept in; the number of a part stands in the rows of its pages. */
function partsIn(dataDir: string): number {
  const connection = new Database(join(dataDir, 'chancery.db'), { readonly: true });
  const count = connection
    .prepare<[], number>('select count(distinct id >> 37) from events_fts_data where id > 10')
    .pluck();
  const parts = count.get() ?? 0;
  connection.close();
  return parts;
}

test('what commands add to the search is merged while nothing is asked, and found throughout', async ({
  store,
  opened,
}) => {
  const before = partsIn(opened.dataDir);
  // Fewer than FTS5 by itself would merge whatever is set.
  for (let n = 0; n < 15; n += 1) await store.createEvent(local, threat({ title: `Letter ${n}` }), newKey());
  await expect.poll(() => partsIn(opened.dataDir) - before).toBeLessThan(10);
  const found = await store.listEvents(local, {
    filter: { q: 'letter' },
    sort: 'at',
    limit: 50,
    after: null,
  });
  expect(eventsOf(found)).toHaveLength(15);
});
