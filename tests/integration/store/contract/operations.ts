import { expect } from '@playwright/test';
import * as fc from 'fast-check';
import { undoInParts } from '@/db/batches';
import {
  localPrincipal as local,
  type Principal,
  systemPrincipal as system,
} from '@/db/model/access/principal';
import type { Event, EventInput } from '@/db/model/event/event';
import type { Store } from '@/db/store';
import type { Batch, BatchItem } from '@/db/store-operations';
import { createReferences } from '../listing';
import { anyEvent, eventsOf, incident, newKey, people, threat } from '../records';
import type { StoreFactory } from '../sqlite';
import { storeTest } from '../store-test';

const batch: Omit<Batch, 'items'> = { operation: 'bulk', mode: 'good-rows', reason: 'Sorted out' };
const create = (input: EventInput): BatchItem => ({ type: 'event', act: 'create', input });
const remove = ({ id, version }: Event): BatchItem => ({ type: 'event', act: 'delete', id, version });
const update = ({ id, version }: Event, input: EventInput): BatchItem => ({
  type: 'event',
  act: 'update',
  id,
  version,
  input,
});
const codeOf = (error: unknown) => (error instanceof Object && 'code' in error ? error.code : error);

/** A random step of an operation: what to do with which event, its new content, and what it is linked to. */
const anyStep = (missions: { id: string; country: string }[], actors: string[]) =>
  fc.record({
    act: fc.constantFrom('create', 'update', 'update', 'delete'),
    which: fc.nat(),
    content: anyEvent(missions, actors),
    linked: fc.array(fc.nat(), { maxLength: 2 }),
  });
type Step = typeof anyStep extends (...args: never[]) => fc.Arbitrary<infer T> ? T : never;

/** What every reader is shown, without what tells that there were versions in between. */
export async function shownTo(store: Store, who: Principal): Promise<unknown> {
  const query = { filter: {}, limit: 500, after: null };
  const pages = await Promise.all([
    store.listEvents(who, { ...query, sort: 'at' }),
    store.listEvents(who, { ...query, sort: 'latest' }),
    store.listEvents(who, { ...query, sort: 'at', filter: { q: 'letter' } }),
    store.listEvents(who, { ...query, sort: 'latest', filter: { targeted: ['RU'] } }),
  ]);
  const { figures } = await store.board(who, {}, Date.parse('2026-03-05'));
  return withoutVersions([pages.map(eventsOf), figures, (await store.listActive(who)).items]);
}

function withoutVersions(value: unknown): unknown {
  // An undo can be a change that a second person is to confirm, like an edit with the same effect.
  const left = ['version', 'updatedAt', 'updatedBy', 'asOf', 'toBeConfirmed'];
  const isOfVersion = (key: string) => left.includes(key);
  return JSON.parse(JSON.stringify(value, (key, part) => (isOfVersion(key) ? undefined : part)));
}

function toItem({ act, which, content, linked }: Step, known: readonly Event[]): BatchItem {
  const event = known[which % known.length];
  const others = known.filter(({ kind }) => kind !== content.kind).map(({ id }) => id);
  const ids = [...new Set(linked.flatMap((n) => others[n % Math.max(1, others.length)] ?? []))];
  const input: EventInput = {
    ...content,
    incident: content.incident && { ...content.incident, realises: ids },
    threat: content.threat && { ...content.threat, realisedBy: ids },
  };
  if (!event || act === 'create') return create(input);
  return act === 'delete' ? remove(event) : update(event, input);
}

/** Batches, and operations that are undone as a whole. */
export function operationsContract(name: string, open: StoreFactory): void {
  const test = storeTest(open);
  const [clear, , amber] = people;
  if (!clear || !amber) throw new Error('The people of the store tests have changed');

  test.describe(`${name}: operations`, () => {
    test('after an undo every list, count, search and history is as before the operation', async ({
      store,
    }) => {
      test.setTimeout(180_000);
      const { missions, actors } = await createReferences(store);
      const readers = [local, clear, amber];
      const steps = fc.array(anyStep(missions, actors), { minLength: 1, maxLength: 4 });
      await fc.assert(
        fc.asyncProperty(
          fc.array(steps, { minLength: 2, maxLength: 4 }),
          fc.boolean(),
          async (parts, isWhole) => {
            const [first = [], ...rest] = parts;
            const known = new Map<string, Event>();
            const run = async (part: Step[], operationId?: string) => {
              // One at a time, because later steps name what earlier ones created.
              let id = operationId;
              for (const step of part) {
                const items = [toItem(step, [...known.values()])];
                const answer = await store.applyBatch(local, {
                  ...batch,
                  items,
                  ...(id ? { operationId: id } : {}),
                });
                id = answer.operationId;
                for (const { id: eventId } of answer.applied) {
                  const event = await store.getEvent(local, eventId).catch(() => null);
                  if (event) known.set(eventId, event);
                  else known.delete(eventId);
                }
              }
              return id;
            };
            await run(first.map((step) => ({ ...step, act: 'create' })));
            const earlier = [...known.values()];
            const before = await Promise.all(readers.map((who) => shownTo(store, who)));
            const histories = await Promise.all(earlier.map(({ id }) => store.listHistory(local, id)));
            const from = await store.head(local);
            let operationId: string | undefined;
            for (const part of rest) operationId = await run(part, operationId);
            if (operationId === undefined) return;
            if ((await store.head(local)).seq > from.seq) {
              const undone = isWhole
                ? await store.undoOperation(local, operationId, 'Wrong file')
                : await undoInParts(store, local, operationId, 'Wrong file');
              expect(undone.skipped).toEqual([]);
            }
            expect(await Promise.all(readers.map((who) => shownTo(store, who)))).toEqual(before);
            const now = await Promise.all(earlier.map(({ id }) => store.listHistory(local, id)));
            now.forEach((items, index) => {
              const own = histories[index] ?? [];
              expect(items.slice(items.length - own.length), 'No earlier version is lost').toEqual(own);
            });
          },
        ),
        { numRuns: 20 },
      );
    });

    test('a batch is one range of the journal, whose changes bear its operation', async ({ store }) => {
      const from = await store.head(local);
      const items = [create(threat()), create(incident()), create(threat({ tlp: 'red' }))];
      const { operationId, applied, refused } = await store.applyBatch(local, { ...batch, items });
      expect(applied.map(({ index, version }) => [index, version])).toEqual([
        [0, 1],
        [1, 1],
        [2, 1],
      ]);
      expect(refused).toEqual([]);
      const event = await store.getEvent(local, applied[0]?.id ?? '');
      const { to, records } = await store.readJournal(local, from.seq, 100);
      expect(to.seq - from.seq).toBe(3);
      expect(records).toHaveLength(3);
      for (const record of records)
        expect(record).toMatchObject({ operation: 'bulk', operationId, bulkFrom: null });
      await store.updateEvent(local, event.id, 1, threat({ title: 'By hand' }), null);
      const later = await store.readJournal(local, from.seq, 100);
      expect(
        later.records.find(({ id }) => id === event.id),
        'Also changed by hand',
      ).toMatchObject({
        operation: null,
        operationId: null,
      });
    });

    test('good rows are kept, and each refused one is answered with its code', async ({ store }) => {
      const one = await log(store, threat());
      const other = await log(store, threat());
      const items = [
        update(one, threat({ title: 'Better' })),
        update({ ...other, version: 7 }, threat()),
        create(threat({ actors: [{ actorId: other.id, role: 'suspected' }] })),
        remove({ ...one, id: '00000000-0000-7000-8000-000000000000' }),
        create(threat({ title: 'Last' })),
      ];
      const { applied, refused } = await store.applyBatch(local, { ...batch, items });
      expect(applied.map(({ index }) => index)).toEqual([0, 4]);
      const single = await Promise.all([
        store.updateEvent(local, other.id, 7, threat(), null).catch(codeOf),
        store
          .createEvent(local, threat({ actors: [{ actorId: other.id, role: 'suspected' }] }), newKey())
          .catch(codeOf),
        store.deleteEvent(local, '00000000-0000-7000-8000-000000000000', 1, '').catch(codeOf),
      ]);
      expect(refused.map(({ index, code }) => [index, code])).toEqual(single.map((code, n) => [n + 1, code]));
      expect(refused[1]?.errors).toMatchObject([{ path: 'actors.0.actorId' }]);
      expect((await store.getEvent(local, one.id)).title).toBe('Better');
    });

    test('all or nothing: one refused row leaves every record and the journal as they were', async ({
      store,
    }) => {
      const one = await log(store, threat());
      const before = await store.head(local);
      const items = [
        update(one, threat({ title: 'Better' })),
        create(threat()),
        remove({ ...one, version: 7 }),
      ];
      const refusedBatch = { ...batch, mode: 'all-or-nothing', items, idempotency: newKey() } as const;
      const answer = await store.applyBatch(local, refusedBatch);
      expect(answer.applied).toEqual([]);
      expect(answer.refused.map(({ index }) => index)).toEqual([2]);
      expect(await store.head(local)).toEqual(before);
      expect(await store.getEvent(local, one.id)).toEqual(one);
      const good = { ...refusedBatch, items: items.slice(0, 2) };
      expect((await store.applyBatch(local, good)).applied, 'The key is still free').toHaveLength(2);
    });

    test('a batch sent again under its key is answered as before and changes nothing', async ({ store }) => {
      const one = await log(store, threat());
      const items = [update(one, threat({ title: 'Once' })), update({ ...one, version: 9 }, threat())];
      const sent = { ...batch, items, idempotency: newKey() };
      const first = await store.applyBatch(local, sent);
      const head = await store.head(local);
      const { operationId, applied, refused } = first;
      expect(await store.applyBatch(local, sent)).toMatchObject({
        operationId,
        applied,
        refused,
        isReplay: true,
      });
      expect(await store.head(local)).toEqual(head);
      const another = { ...sent, idempotency: { ...sent.idempotency, digest: 'another body' } };
      expect(await store.applyBatch(local, another).catch(codeOf)).toBe('idempotency-key-reused');
    });

    test('a batch that is too large, or goes on with the operation of another, is refused', async ({
      store,
    }) => {
      const items = Array.from({ length: 1_001 }, () => create(threat()));
      expect(await store.applyBatch(local, { ...batch, items }).catch(codeOf)).toBe('too-many-items');
      const { operationId } = await store.applyBatch(local, { ...batch, items: items.slice(0, 2) });
      const more = { ...batch, items: items.slice(0, 1), operationId };
      expect(await store.applyBatch(amber, more).catch(codeOf)).toBe('bad-value');
      expect(await store.applyBatch(local, { ...more, operation: 'import' }).catch(codeOf)).toBe('bad-value');
      expect((await store.applyBatch(local, more)).operationId).toBe(operationId);
    });

    test('an undo skips records that were changed since, and says so only to those who see them', async ({
      store,
    }) => {
      const logged = await Promise.all([1, 2, 3].map((n) => log(store, threat({ title: `Letter ${n}` }))));
      const items = logged.map((event) => update(event, threat({ title: 'Renamed' })));
      const { operationId } = await store.applyBatch(local, { ...batch, items });
      const [first, second, third] = logged;
      if (!first || !second || !third) throw new Error('Nothing was logged');
      await store.updateEvent(amber, second.id, 2, threat({ title: 'Renamed again' }), null);
      await store.updateEvent(local, third.id, 2, threat({ title: 'Renamed', tlp: 'red' }), null);
      const admin: Principal = { ...clear, role: 'admin' };
      await store.putPrincipal(system, admin);
      const { changed, skipped } = await store.undoOperation(admin, operationId, 'Wrong list');
      expect(changed).toBe(1);
      expect(skipped.map(({ id }) => id)).toEqual([second.id]);
      expect((await store.getEvent(local, first.id)).title).toBe('Letter 1');
      expect((await store.getEvent(local, second.id)).title).toBe('Renamed again');
      expect((await store.getEvent(local, third.id)).version).toBe(3);
      const own = await store.undoOperation(local, operationId, 'Wrong list');
      expect(own.changed).toBe(0);
      expect(own.skipped.map(({ id }) => id)).toEqual([third.id, second.id]);
    });

    test('an undo restores links, unless one of their ends was changed since', async ({ store }) => {
      const [kept, later] = [await log(store, threat()), await log(store, threat())];
      const linking = incident({ incident: { phase: 'over', realises: [kept.id, later.id] } });
      const event = await log(store, incident());
      const { operationId } = await store.applyBatch(local, { ...batch, items: [update(event, linking)] });
      expect((await store.getEvent(local, kept.id)).threat?.realisedBy).toEqual([event.id]);
      await store.updateEvent(
        local,
        later.id,
        1,
        threat({ title: 'Edited', threat: { realisedBy: [] } }),
        null,
        [event.id],
      );
      const { changed } = await store.undoOperation(local, operationId, 'Wrong');
      expect(changed).toBeGreaterThan(0);
      expect((await store.getEvent(local, event.id)).incident?.realises).toEqual([]);
      expect((await store.getEvent(local, kept.id)).threat?.realisedBy).toEqual([]);
    });

    test('only its author and administrators undo an operation; an undo can be undone', async ({ store }) => {
      const { operationId, applied } = await store.applyBatch(amber, { ...batch, items: [create(threat())] });
      const id = applied[0]?.id ?? '';
      expect(await store.undoOperation(clear, operationId, 'No').catch(codeOf)).toBe('admin-needed');
      expect(await store.undoOperation(amber, id, 'No').catch(codeOf)).toBe('not-found');
      const undo = await store.undoOperation(amber, operationId, 'Twice');
      expect(await store.getEvent(amber, id).catch(codeOf)).toBe('not-found');
      await store.undoOperation(local, undo.operationId, 'Not twice');
      expect(await store.getEvent(amber, id)).toMatchObject({ version: 3 });
    });
  });
}

async function log(store: Store, input: EventInput): Promise<Event> {
  return (await store.createEvent(local, input, newKey())).event;
}
