import { expect } from '@playwright/test';
import * as fc from 'fast-check';
import { undoInParts } from '@/db/batches';
import { localPrincipal as local } from '@/db/model/access/principal';
import { type BulkPatch, bulkPatch } from '@/db/model/event/bulk-change';
import type { Event } from '@/db/model/event/event';
import { severities, threatStatuses, tlps, verifications } from '@/db/model/words';
import type { Store } from '@/db/store';
import { createReferences } from '../listing';
import { anyEvent, incident, newKey, people, threat } from '../records';
import type { StoreFactory } from '../sqlite';
import { storeTest } from '../store-test';
import { shownTo } from './operations';

const anyTags = fc.uniqueArray(fc.constantFrom('drone', 'letter', 'watch'), { maxLength: 3 });
const anyPatch: fc.Arbitrary<BulkPatch> = fc
  .record(
    {
      verification: fc.constantFrom(...verifications),
      severity: fc.constantFrom(...severities),
      tags: fc.oneof(anyTags, fc.record({ add: fc.constant(['bulk']), remove: anyTags })),
      tlp: fc.constantFrom(...tlps),
      threat: fc.record({ status: fc.constantFrom(...threatStatuses) }),
      handling: fc.constantFrom('actual', 'example'),
    },
    { requiredKeys: [] },
  )
  .filter((patch) => Object.keys(patch).length > 0)
  .map((patch) => bulkPatch.parse(patch));

const [clear, , amber] = people;

function changeOf(ids: readonly string[], patch: BulkPatch) {
  const events = ids.map((id) => ({ id, version: null }));
  return { events, expectedCount: null, patch, reason: 'Sorted out', idempotency: newKey() };
}

async function log(store: Store, input: ReturnType<typeof threat>): Promise<Event> {
  return (await store.createEvent(local, input, newKey())).event;
}

/** Changes of many events at once, and their undo. */
export function bulkContract(name: string, open: StoreFactory): void {
  const test = storeTest(open);
  if (!clear || !amber) throw new Error('The people of the store tests have changed');

  test.describe(`${name}: changes of many events`, () => {
    test('undone in reverse, each leaves every list, count and history as before; undoing an undo repeats it', async ({
      store,
    }) => {
      test.setTimeout(180_000);
      const { missions, actors } = await createReferences(store);
      const readers = [local, clear, amber];
      const shown = () => Promise.all(readers.map((who) => shownTo(store, who)));
      const anyStep = fc.record({ patch: anyPatch, left: fc.array(fc.boolean(), { maxLength: 6 }) });
      await fc.assert(
        fc.asyncProperty(
          fc.array(anyEvent(missions, actors), { minLength: 1, maxLength: 6 }),
          fc.array(anyStep, { minLength: 1, maxLength: 4 }),
          async (inputs, steps) => {
            const ids: string[] = [];
            for (const input of inputs) ids.push((await log(store, input)).id);
            const earlier = await Promise.all(ids.map((id) => store.listHistory(local, id)));
            const done: { operationId: string; before: unknown }[] = [];
            for (const { patch, left } of steps) {
              const before = await shown();
              const given = ids.filter((_, index) => !left[index]);
              const { operationId, changed, skipped } = await store.changeEvents(
                local,
                changeOf(given, patch),
              );
              expect(changed + skipped.length).toBe(given.length);
              if (changed > 0) done.push({ operationId, before });
            }
            const last = done.at(-1);
            if (last) {
              const after = await shown();
              const undone = await undoInParts(store, local, last.operationId, 'Wrong list');
              await undoInParts(store, local, undone.operationId, 'It was right');
              expect(await shown(), 'Undoing an undo repeats the change').toEqual(after);
            }
            for (const { operationId, before } of done.reverse()) {
              const { skipped } = await undoInParts(store, local, operationId, 'Wrong list');
              expect(skipped).toEqual([]);
              expect(await shown()).toEqual(before);
            }
            const now = await Promise.all(ids.map((id) => store.listHistory(local, id)));
            now.forEach((items, index) => {
              const own = earlier[index] ?? [];
              expect(items.slice(items.length - own.length), 'No earlier version is lost').toEqual(own);
            });
          },
        ),
        { numRuns: 8 },
      );
    });

    test('what is current or under way keeps its severity, status, handling and marking, and says why', async ({
      store,
    }) => {
      const current = await log(store, threat({ tlp: 'green' }));
      const ended = await log(store, threat({ tlp: 'green', threat: { status: 'lapsed' } }));
      const attack = await log(store, incident({ tlp: 'green', incident: { phase: 'contained' } }));
      const over = await log(store, incident({ tlp: 'green' }));
      const ids = [current, ended, attack, over].map(({ id }) => id);
      const change = async (patch: unknown) => {
        const answer = await store.changeEvents(local, changeOf(ids, bulkPatch.parse(patch)));
        return [answer.changed, answer.skipped.map(({ ref, code }) => [ref, code])];
      };
      const active = [
        [current.ref, 'current-in-bulk'],
        [attack.ref, 'attack-in-bulk'],
      ];
      expect(await change({ severity: 'minor' })).toEqual([2, active]);
      expect(await change({ tlp: 'clear' })).toEqual([2, active]);
      expect(await change({ handling: 'example' })).toEqual([2, active]);
      expect(await change({ threat: { status: 'foiled' } })).toEqual([
        1,
        [
          [current.ref, 'current-in-bulk'],
          [attack.ref, 'not-in-incident'],
          [over.ref, 'not-in-incident'],
        ],
      ]);
      expect(await change({ tlp: 'amber' }), 'A stricter marking').toEqual([4, []]);
      expect(await change({ tags: { add: ['Drone'] } })).toEqual([4, []]);
      expect(await change({ tags: { add: ['drone'] } })).toEqual([
        0,
        ids.map((_, n) => [[current, ended, attack, over][n]?.ref, 'already-so']),
      ]);
      expect(await change({ verification: 'refuted' }), 'A refuted threat is not current').toEqual([
        3,
        [[current.ref, 'refuted-current']],
      ]);
      expect((await store.getEvent(local, current.id)).tags).toEqual(['drone']);
    });

    test('hidden records are like missing ones, moved ones are skipped, and a retry changes nothing again', async ({
      store,
    }) => {
      const hidden = await log(store, incident({ tlp: 'amber' }));
      const moved = await log(store, incident());
      const missing = '00000000-0000-7000-8000-000000000000';
      const plain = await log(store, incident());
      const from = await store.head(local);
      const change = {
        ...changeOf([], { tags: ['seen'] }),
        events: [
          { id: hidden.id, version: null },
          { id: missing, version: null },
          { id: moved.id, version: 7 },
          { id: plain.id, version: 1 },
        ],
      };
      const { heldMillis: _, ...answer } = await store.changeEvents(clear, change);
      const gone = { ref: null, code: 'not-found', params: { record: 'event' } };
      expect(answer).toEqual({
        operationId: expect.any(String),
        changed: 1,
        skipped: [
          { id: hidden.id, ...gone },
          { id: missing, ...gone },
          { id: moved.id, ref: moved.ref, code: 'version-conflict', params: {} },
        ],
        isReplay: false,
      });
      const head = await store.head(local);
      expect(head.seq - from.seq).toBe(1);
      expect(await store.changeEvents(clear, { ...change, events: [], expectedCount: 4 })).toMatchObject({
        operationId: answer.operationId,
        isReplay: true,
        changed: 1,
      });
      expect(await store.head(local)).toEqual(head);
      const counted = { ...change, expectedCount: 9, idempotency: newKey() };
      await expect(store.changeEvents(clear, counted)).rejects.toMatchObject({
        code: 'count-differs',
        params: { count: 4 },
      });
      expect(await store.head(local)).toEqual(head);
    });
  });
}
