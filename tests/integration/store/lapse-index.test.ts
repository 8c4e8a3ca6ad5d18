import { expect } from '@playwright/test';
import { createDb, openReader } from '@/db/sqlite/client';
import { lapsesOnExpirySql } from '@/db/sqlite/commands/lapses-on-expiry';
import { databaseIn } from '@/db/sqlite/open';
import { events } from '@/db/sqlite/schema/events';
import { sqliteStore } from './sqlite';
import { storeTest } from './store-test';

const test = storeTest(sqliteStore);

test('the next threat to lapse is found with an index', async ({ opened }) => {
  const connection = openReader(databaseIn(opened.dataDir));
  const { sql } = createDb(connection)
    .select({ at: events.validUntil })
    .from(events)
    .where(lapsesOnExpirySql)
    .toSQL();
  const plan = connection.prepare(`explain query plan ${sql}`).all();
  connection.close();
  expect(JSON.stringify(plan)).toContain('events_to_lapse');
});
