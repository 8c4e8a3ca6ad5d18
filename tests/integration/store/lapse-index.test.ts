import { expect } from '@playwright/test';
import { openReader, over } from '@/db/sqlite/client';
import { lapsesSql } from '@/db/sqlite/commands/lapses';
import { databaseIn } from '@/db/sqlite/open';
import { events } from '@/db/sqlite/schema/events';
import { sqliteStore } from './sqlite';
import { storeTest } from './store-test';

const test = storeTest(sqliteStore);

test('the next threat to lapse is found with an index', async ({ opened }) => {
  const connection = openReader(databaseIn(opened.dataDir));
  const { sql } = over(connection).select({ at: events.validUntil }).from(events).where(lapsesSql).toSQL();
  const plan = connection.prepare(`explain query plan ${sql}`).all();
  connection.close();
  expect(JSON.stringify(plan)).toContain('events_to_lapse');
});
