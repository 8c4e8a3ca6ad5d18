import { join } from 'node:path';
import { expect } from '@playwright/test';
import { applyInParts, undoInParts } from '@/db/batches';
import { localPrincipal as local } from '@/db/model/access/principal';
import { verifyJournal } from '@/db/sqlite/audit/verify-journal';
import { verifyRecords } from '@/db/sqlite/audit/verify-records';
import type { BatchItem } from '@/db/store-operations';
import { withDatabase } from '../../support/database';
import { incident, newKey, threat } from './records';
import { sqliteStore } from './sqlite';
import { storeTest } from './store-test';

const test = storeTest(sqliteStore);

test('records, links and journal agree after an operation in parts and after its undo', async ({
  opened: { store, dataDir },
}) => {
  const check = () =>
    withDatabase(join(dataDir, 'chancery.db'), (connection) => {
      expect(verifyJournal(connection)).toBeNull();
      expect(verifyRecords(connection).faults).toEqual([]);
    });
  const log = async (input: ReturnType<typeof threat>) =>
    (await store.createEvent(local, input, newKey())).event;
  const warning = await log(threat());
  const linked = await log(incident({ incident: { phase: 'over', realises: [warning.id] } }));
  const gone = await log(threat({ title: 'Gone', threat: { realisedBy: [linked.id] } }));
  const items: BatchItem[] = [
    ...Array.from(
      { length: 60 },
      (): BatchItem => ({
        type: 'event',
        act: 'create',
        input: incident({ incident: { phase: 'over', realises: [warning.id] } }),
      }),
    ),
    { type: 'event', act: 'update', id: linked.id, version: 1, input: incident({ tlp: 'red' }) },
    { type: 'event', act: 'delete', id: gone.id, version: 1 },
  ];
  let operationId = '';
  let applied = 0;
  for await (const answer of applyInParts(store, local, {
    operation: 'import',
    mode: 'good-rows',
    reason: null,
    items,
  })) {
    expect(answer.refused).toEqual([]);
    expect([operationId, '']).toContain(operationId && answer.operationId);
    ({ operationId } = answer);
    applied += answer.applied.length;
  }
  expect(applied).toBe(items.length);
  check();
  const { changed, skipped } = await undoInParts(store, local, operationId, 'Wrong file');
  expect(skipped).toEqual([]);
  expect(changed).toBeGreaterThanOrEqual(items.length);
  check();
  expect((await store.getEvent(local, warning.id)).threat?.realisedBy).toEqual([linked.id]);
  expect((await store.getEvent(local, linked.id)).incident?.realises).toEqual([warning.id, gone.id]);
  expect(await store.undoOperation(local, operationId, 'Again')).toMatchObject({ changed: 0, skipped: [] });
});

test('records, keys, references and journal agree after a merge and after its undo', async ({
  opened: { store, dataDir },
}) => {
  const check = () =>
    withDatabase(join(dataDir, 'chancery.db'), (connection) => {
      expect(verifyJournal(connection)).toBeNull();
      expect(verifyRecords(connection).faults).toEqual([]);
    });
  const log = async (input: ReturnType<typeof threat>) =>
    (await store.createEvent(local, input, newKey())).event;
  const into = await log(incident());
  const from = await log(
    incident({ title: 'The same shots', sources: [{ publisher: 'Wire', url: 'https://a.example' }] }),
  );
  await log(threat({ threat: { realisedBy: [from.id] } }));
  const given = { versions: [1], into: into.id, reason: 'Same', idempotency: newKey() };
  const { operationId } = await store.mergeEvent(local, from.id, given);
  check();
  expect((await store.undoOperation(local, operationId, 'Not the same')).skipped).toEqual([]);
  check();
});
