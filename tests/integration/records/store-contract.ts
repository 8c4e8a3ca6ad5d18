import { rm } from 'node:fs/promises';
import { expect, test as runner } from '@playwright/test';
import { localPrincipal as local, type Principal, systemPrincipal } from '@/db/model/access/principal';
import { hasRole } from '@/db/model/access/rights';
import { type Marking, visible } from '@/db/model/access/visible';
import type { Event } from '@/db/model/event/event';
import type { RecordDefinition } from '@/db/model/records/define-record';
import { markingOf } from '@/db/model/records/marking-of';
import { type Role, roles, tlps } from '@/db/model/words';
import type { Store } from '@/db/store';
import type { AnyRecords } from '@/db/store-records';
import { databaseOf, withDatabase } from '../../support/database';
import { keys, newKey, people, threat } from '../store/records';
import { copyTemplate } from '../store/sqlite';
import type { RecordProgram } from './program';
import type { RecordSamples } from './record-contract';

type Opened = { store: Store & AnyRecords; dataDir: string; program: RecordProgram };

const page = { limit: 100, after: null };

/** What every record type does in a store. */
export function storeContract(definition: RecordDefinition, samples: RecordSamples): void {
  const { type, marking, noun } = definition;
  const test = runner.extend<{ opened: Opened }>({
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of a fixture's needs here.
    opened: async ({}, use) => {
      const program = await samples.open();
      const dataDir = await copyTemplate();
      withDatabase(databaseOf(dataDir), (connection) => connection.exec(samples.prepare ?? ''));
      const store = await program.openStore(dataDir);
      await use({ store, dataDir, program });
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  });
  const inputOf = (given: object) => definition.input.parse(given);

  test.describe(`The record type ${type}`, () => {
    test(`${noun} is created once per key, and read back by id and in the list`, async ({
      opened: { store },
    }) => {
      const event = await openEvent(store);
      const input = inputOf(samples.first(event));
      const key = newKey();
      const { record, isReplay } = await store.createRecord(local, type, input, key);
      expect(isReplay).toBe(false);
      expect(record).toMatchObject({ ...input, version: 1 });
      expect(definition.schema.parse(record)).toEqual(record);
      expect(await store.createRecord(local, type, input, key)).toEqual({ record, isReplay: true });
      await expect(
        store.createRecord(local, type, input, { ...key, digest: 'another' }),
      ).rejects.toMatchObject(refusedAt('Idempotency-Key'));
      expect(await store.getRecord(local, type, record.id)).toEqual(record);
      expect((await store.listRecords(local, type, page)).items).toEqual([record]);
      if (samples.search) {
        const found = (q: string) => store.listRecords(local, type, { ...page, ...{ q } });
        expect((await found(samples.search.q)).items).toEqual([record]);
        expect((await found('nonesuch')).items).toEqual([]);
      }
      await expect(store.getRecord(local, type, absent)).rejects.toMatchObject({ code: 'not-found' });
    });

    test(`${noun} is changed by version, and its history tells what changed and who did it`, async ({
      opened: { store },
    }) => {
      const event = await openEvent(store);
      const [first, second] = [inputOf(samples.first(event)), inputOf(samples.second(event))];
      const { id } = (await store.createRecord(local, type, first, newKey())).record;
      expect(await store.updateRecord(local, type, id, 1, first)).toMatchObject({ version: 1 });
      const changed = await store.updateRecord(local, type, id, 1, second);
      expect(changed).toMatchObject({ ...second, id, version: 2 });
      await expect(store.updateRecord(local, type, id, 1, first)).rejects.toMatchObject({
        code: conflict,
        current: changed,
      });
      const history = await store.listRecordHistory(local, type, id);
      expect(history.map(({ version, what, by }) => [version, what, by.id])).toEqual([
        [2, 'changed', local.id],
        [1, 'logged', local.id],
      ]);
      const paths = history[0]?.changes.map(({ path }) => path.split('.')[0]) ?? [];
      expect(paths.length).toBeGreaterThan(0);
      for (const path of paths) expect(Object.keys(second)).toContain(path);
    });

    test(`${noun} is in the journal with each version, and in the audit by name`, async ({
      opened: { store },
    }) => {
      const event = await openEvent(store);
      const { seq } = await store.head(local);
      const { record } = await store.createRecord(local, type, inputOf(samples.first(event)), newKey());
      await store.updateRecord(local, type, record.id, 1, inputOf(samples.second(event)));
      const { records } = await store.readJournal(systemPrincipal, seq, 10);
      expect(records).toMatchObject([{ type, id: record.id, version: 2 }]);
      const { items } = await store.listAudit(local, { type: 'all', after: null, limit: 2 });
      const subject = definition.title(inputOf(samples.second(event)));
      expect(items).toMatchObject([
        { type, recordId: record.id, subject, what: 'changed' },
        { type, recordId: record.id, subject, what: 'logged' },
      ]);
    });

    test(`who may see ${noun} is what its marking says, in lists, by id, in its history and in the audit`, async ({
      opened: { store },
    }) => {
      const events = await markedEvents(store);
      const made: { id: string; marking: Marking }[] = [];
      for (const given of samples.marked(events)) {
        const input = inputOf(given);
        const { record } = await store.createRecord(local, type, input, newKey());
        const event = events.find(({ id }) => 'eventId' in input && id === input.eventId);
        const marked = event && { ...event, createdBy: event.createdBy.id };
        made.push({ id: record.id, marking: markingOf(marking, input, local.id, marked ?? null) });
      }
      for (const who of [local, ...people, ...keys]) {
        const isAllowed = hasRole(who, definition.roles.read);
        const allowed = made.filter((one) => isAllowed && (marking === 'role' || visible(who, one.marking)));
        const ids = allowed.map(({ id }) => id);
        if (!isAllowed) {
          await expect(store.listRecords(who, type, page)).rejects.toMatchObject({ kind: 'forbidden' });
          await expect(store.listRecordHistory(who, type, made[0]?.id ?? '')).rejects.toMatchObject({
            kind: 'forbidden',
          });
          continue;
        }
        const { items } = await store.listRecords(who, type, page);
        expect(items.map(({ id }) => id).sort(), who.name).toEqual(ids.toSorted());
        for (const { id } of made) {
          const found = await store.getRecord(who, type, id).catch(() => null);
          expect(found !== null, who.name).toBe(ids.includes(id));
          const history = await store.listRecordHistory(who, type, id).catch(() => null);
          expect(history !== null, who.name).toBe(ids.includes(id));
        }
      }
      const { items } = await store.listAudit(local, { type: 'all', after: null, limit: made.length });
      const mine = made
        .filter((one) => marking === 'role' || visible(local, one.marking))
        .map(({ id }) => id);
      expect(items.flatMap(({ recordId }) => recordId ?? []).sort()).toEqual(mine.toSorted());
    });

    test(`a page of the list of ${noun} continues after the last record of the one before`, async ({
      opened: { store },
    }) => {
      const events = await markedEvents(store);
      for (const given of samples.marked(events))
        await store.createRecord(local, type, inputOf(given), newKey());
      const all = (await store.listRecords(local, type, page)).items.map(({ id }) => id);
      const paged: string[] = [];
      for (let after: string | null = null; ; ) {
        const { items, next }: { items: { id: string }[]; next: string | null } = await store.listRecords(
          local,
          type,
          { limit: 1, after },
        );
        paged.push(...items.map(({ id }) => id));
        if (next === null) break;
        after = next;
      }
      expect(paged).toEqual(all);
      await expect(store.listRecords(local, type, { limit: 1, after: absent })).rejects.toMatchObject(
        refusedAt('page'),
      );
    });

    test(`${noun} is written only with the role that its declaration requires`, async ({
      opened: { store },
    }) => {
      const event = await openEvent(store);
      const [first, second] = [inputOf(samples.first(event)), inputOf(samples.second(event))];
      const { id } = (await store.createRecord(local, type, first, newKey())).record;
      const below = await putPrincipalBelow(store, definition.roles.create);
      if (below)
        await expect(store.createRecord(below, type, first, newKey())).rejects.toMatchObject(forbidden);
      const editor = await putPrincipalBelow(store, definition.roles.update);
      if (editor)
        await expect(store.updateRecord(editor, type, id, 1, second)).rejects.toMatchObject(forbidden);
      const least = definition.roles.delete;
      const remover = least === null ? local : await putPrincipalBelow(store, least);
      if (remover)
        await expect(store.deleteRecord(remover, type, id, 1, 'Mistake')).rejects.toMatchObject(forbidden);
      expect(await store.getRecord(local, type, id)).toMatchObject({ version: 1 });
    });

    if (definition.roles.delete !== null) {
      test(`a deleted record is gone from the list and keeps its history`, async ({ opened: { store } }) => {
        const event = await openEvent(store);
        const key = newKey();
        const input = inputOf(samples.first(event));
        const { record } = await store.createRecord(local, type, input, key);
        await expect(store.deleteRecord(local, type, record.id, 2, 'Mistake')).rejects.toMatchObject({
          code: conflict,
        });
        const { seq } = await store.head(local);
        await store.deleteRecord(local, type, record.id, 1, 'Mistake');
        await expect(store.getRecord(local, type, record.id)).rejects.toMatchObject({ code: 'not-found' });
        await expect(store.createRecord(local, type, input, key)).rejects.toMatchObject({
          code: 'not-found',
        });
        expect((await store.listRecords(local, type, page)).items).toEqual([]);
        expect(await store.listRecordHistory(local, type, record.id)).toMatchObject([
          { version: 2, what: 'deleted', reason: 'Mistake' },
          { version: 1, what: 'logged' },
        ]);
        const { records } = await store.readJournal(systemPrincipal, seq, 10);
        expect(records).toMatchObject([{ type, id: record.id, version: 2 }]);
      });
    }

    const { naming } = samples;
    if (naming) {
      test(`${noun} is deleted once no record that its user sees names it`, async ({ opened: { store } }) => {
        const [deleter] = people;
        if (!deleter) throw new Error('The people of the store tests have changed');
        const event = await openEvent(store);
        const { id } = (await store.createRecord(local, type, inputOf(samples.first(event)), newKey()))
          .record;
        const create = async (given: object) =>
          (await store.createRecord(local, type, inputOf(given), newKey())).record;
        const [shown, hidden] = [await create(naming(id).shown), await create(naming(id).hidden)];
        const remove = () => store.deleteRecord(deleter, type, id, 1, 'Mistake');
        await expect(remove()).rejects.toMatchObject({ path: 'id', code: 'still-named' });
        await store.deleteRecord(deleter, type, shown.id, 1, 'Mistake');
        await remove();
        const changed = { ...inputOf(naming(id).hidden), ...inputOf(naming(id).shown) };
        expect(await store.updateRecord(local, type, hidden.id, 1, changed)).toMatchObject({ version: 2 });
        await expect(create(naming(id).shown)).rejects.toMatchObject({ kind: 'invalid' });
      });
    }

    test(`a row that was edited, removed or added outside the program is found by the audit`, async ({
      opened: { store, dataDir, program },
    }) => {
      const event = await openEvent(store);
      const [first, second] = [inputOf(samples.first(event)), inputOf(samples.second(event))];
      const { id } = (await store.createRecord(local, type, first, newKey())).record;
      await store.updateRecord(local, type, id, 1, second);
      const database = databaseOf(dataDir);
      const faults = async () => (await program.verify(database)).records?.faults;
      const run = (sql: string) =>
        withDatabase(database, (connection) => {
          connection.pragma('foreign_keys = OFF');
          return connection.exec(sql);
        });
      expect(await faults()).toEqual([]);
      run(`update ${samples.table} set version = 9`);
      expect(await faults()).toMatchObject([{ type, name: id, what: 'changed', parts: ['version'] }]);
      run(`update ${samples.table} set version = 2, id = '${absent}'`);
      expect(await faults()).toMatchObject([
        { type, name: absent, what: 'unknown' },
        { type, name: id, what: 'missing' },
      ]);
      run(`delete from ${samples.table}`);
      expect(await faults()).toMatchObject([{ type, name: id, what: 'missing' }]);
    });
  });

  async function putPrincipalBelow(store: Store, role: Role): Promise<Principal | null> {
    const lower = roles[roles.indexOf(role) - 1];
    if (!lower) return null;
    const who = { id: below, kind: 'person' as const, name: lower, role: lower, clearance: 'red' as const };
    await store.putPrincipal(systemPrincipal, who);
    return who;
  }
}

const conflict = 'version-conflict';
const forbidden = { kind: 'forbidden' };
const absent = '00000000-0000-8000-8000-00000000dead';
const below = '00000000-0000-8000-8000-0000000be104';

function refusedAt(path: string) {
  return { kind: 'invalid', errors: [{ path }] };
}

/** The id of an event that everyone may see. */
async function openEvent(store: Store): Promise<string> {
  return (await store.createEvent(local, threat(), newKey())).event.id;
}

/** An event of each marking, the red one with a recipient. */
async function markedEvents(store: Store): Promise<Event[]> {
  const events: Event[] = [];
  for (const tlp of tlps) {
    const recipients = tlp === 'red' ? [people[2]?.id] : [];
    events.push((await store.createEvent(local, threat({ tlp, recipients }), newKey())).event);
  }
  return events;
}
