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
import { createReferences } from '../listing';
import { anyEvent, eventsOf, incident, newKey, people, threat } from '../records';
import type { StoreFactory } from '../sqlite';
import { storeTest } from '../store-test';

const codeOf = (error: unknown) => (error instanceof Object && 'code' in error ? error.code : error);
const log = async (store: Store, input: EventInput, by = local): Promise<Event> =>
  (await store.createEvent(by, input, newKey())).event;
const merge = (store: Store, from: Event, into: string, by: Principal = local) =>
  store.mergeEvent(by, from.id, {
    versions: [from.version],
    into,
    reason: 'Same report',
    idempotency: newKey(),
  });

/** What a reader is shown, without what tells that there were versions in between. */
async function shownTo(store: Store, who: Principal): Promise<unknown> {
  const query = { filter: {}, limit: 500, after: null };
  const pages = await Promise.all([
    store.listEvents(who, { ...query, sort: 'at' }),
    store.listEvents(who, { ...query, sort: 'latest' }),
    store.listEvents(who, { ...query, sort: 'at', filter: { q: 'letter' } }),
  ]);
  const { figures } = await store.board(who, {}, Date.parse('2026-03-05'));
  const left = ['version', 'updatedAt', 'updatedBy', 'asOf', 'toBeConfirmed'];
  const shown = [pages.map(eventsOf), figures, (await store.listActive(who)).items];
  return JSON.parse(JSON.stringify(shown, (key, part) => (left.includes(key) ? undefined : part)));
}

/** Merging two records of one event, and undoing it. */
export function mergesContract(name: string, open: StoreFactory): void {
  const test = storeTest(open);
  const [clear, , amber] = people;
  if (!clear || !amber) throw new Error('The people of the store tests have changed');

  test.describe(`${name}: merges`, () => {
    test('after merges and their undo every list, count, search, link and history is as before', async ({
      store,
    }) => {
      test.setTimeout(180_000);
      const { missions, actors } = await createReferences(store);
      const readers = [local, clear, amber];
      const content = fc.array(fc.tuple(anyEvent(missions, actors), fc.nat()), {
        minLength: 2,
        maxLength: 5,
      });
      const pairs = fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 4 });
      await fc.assert(
        fc.asyncProperty(content, pairs, async (contents, merges) => {
          const logged: Event[] = [];
          for (const [input, linked] of contents) {
            const others = logged.filter(({ kind }) => kind !== input.kind).map(({ id }) => id);
            const ids = others.length === 0 ? [] : [others[linked % others.length] ?? ''];
            logged.push(
              await log(store, {
                ...input,
                handling: 'actual',
                incident: input.incident && { ...input.incident, realises: ids },
                threat: input.threat && { ...input.threat, realisedBy: ids },
              }),
            );
          }
          const before = await Promise.all(readers.map((who) => shownTo(store, who)));
          const histories = await Promise.all(logged.map(({ id }) => store.listHistory(local, id)));
          const done: string[] = [];
          for (const [one, other] of merges) {
            const [from, into] = [logged[one % logged.length], logged[other % logged.length]];
            if (!from || !into) continue;
            const current = await store.getEvent(local, from.id).catch(() => null);
            const answer = current && (await merge(store, current, into.id).catch(() => null));
            if (!answer) continue;
            done.push(answer.operationId);
            expect((await store.getEvent(local, from.id)).id).toBe(answer.event.id);
            expect((await store.getEvent(local, from.ref)).aliases).toContain(from.ref);
          }
          for (const operationId of done.toReversed()) {
            const undone = await undoInParts(store, local, operationId, 'Not the same');
            expect(undone.skipped).toEqual([]);
          }
          expect(await Promise.all(readers.map((who) => shownTo(store, who)))).toEqual(before);
          for (const [index, { id }] of logged.entries()) {
            const history = histories[index] ?? [];
            expect((await store.listHistory(local, id)).slice(-history.length)).toEqual(history);
          }
        }),
        { numRuns: 40, endOnFailure: true },
      );
    });

    test('merges at both ends of a link are undone one after the other', async ({ store }) => {
      const [from, into] = [await log(store, threat()), await log(store, threat({ title: 'Call' }))];
      const linking = incident({ incident: { phase: 'over', realises: [from.id] } });
      const [event, other] = [await log(store, linking), await log(store, incident({ title: 'Ambush' }))];
      const done = [await merge(store, event, other.id), await merge(store, from, into.id)];
      for (const { operationId } of done.toReversed())
        await undoInParts(store, local, operationId, 'Not the same');
      expect((await store.getEvent(local, event.id)).incident?.realises).toEqual([from.id]);
      expect((await store.getEvent(local, into.id)).threat?.realisedBy).toEqual([]);
    });

    test('the surviving event has what both had, and the ref of the other finds it', async ({ store }) => {
      const source = (publisher: string) => ({
        publisher,
        title: 'Blast',
        url: `https://${publisher}.example/a`,
      });
      const realised = await log(store, threat());
      const into = await log(store, incident({ sources: [source('one')], tags: ['one'] }));
      const from = await log(
        store,
        incident({
          title: 'Ambush',
          sources: [source('two'), source('one')],
          tags: ['two'],
          severity: 'severe',
          incident: { phase: 'over', killed: { min: 1, max: 2 }, realises: [realised.id] },
        }),
      );
      const { event, operationId } = await merge(store, from, into.ref);
      expect(event).toMatchObject({
        id: into.id,
        version: 2,
        aliases: [from.ref],
        title: into.title,
        severity: 'severe',
        tags: ['one', 'two'],
        sources: [{ publisher: 'one' }, { publisher: 'two' }],
        incident: { killed: { min: 1, max: 2 }, realises: [realised.id] },
      });
      expect((await store.getEvent(local, realised.id)).threat?.realisedBy).toEqual([into.id]);
      for (const idOrRef of [from.id, from.ref]) expect(await store.getEvent(local, idOrRef)).toEqual(event);
      const found = await store.listEvents(local, {
        filter: { q: from.ref },
        sort: 'at',
        limit: 5,
        after: null,
      });
      expect(eventsOf(found)).toEqual([event]);
      expect((await store.getDeleted(local, from.ref)).reason).toBe('Same report');
      expect((await store.listHistory(local, from.ref)).map(({ what }) => what)).toEqual([
        'merged',
        'logged',
      ]);

      const edited = await store.updateEvent(local, into.id, 2, incident({ title: 'Shots again' }), null);
      expect(edited.aliases).toEqual([from.ref]);
      // The survivor was changed since: it keeps what it got, and the other is there again.
      const undone = await store.undoOperation(local, operationId, 'Not the same');
      expect(undone).toMatchObject({ skipped: [{ id: into.id, code: 'version-conflict' }] });
      expect(await store.getEvent(local, from.ref)).toMatchObject({
        id: from.id,
        title: 'Ambush',
        aliases: [],
      });
      expect(await store.getEvent(local, into.id)).toMatchObject({ title: 'Shots again', aliases: [] });
    });

    test('merged chains lead to the last one; restoring one gives its own refs back to it', async ({
      store,
    }) => {
      const [first, second, third] = [
        await log(store, threat({ title: 'First' })),
        await log(store, threat({ title: 'Second' })),
        await log(store, threat({ title: 'Third' })),
      ];
      await merge(store, first, second.id);
      const { event } = await merge(store, await store.getEvent(local, second.id), third.id);
      expect(event.aliases.toSorted()).toEqual([first.ref, second.ref].toSorted());
      expect((await store.getEvent(local, first.ref)).id).toBe(third.id);
      await store.restoreEvent(local, second.ref, 'Not the same', null);
      expect((await store.getEvent(local, first.ref)).id).toBe(second.id);
      expect(await store.getEvent(local, second.ref)).toMatchObject({ id: second.id, aliases: [first.ref] });
      expect((await store.getEvent(local, third.ref)).aliases).toEqual([]);
    });

    test('a merge is refused with a code that says what to do', async ({ store }) => {
      const into = await log(store, threat());
      const from = await log(store, threat({ title: 'Same letter' }));
      const other = await log(store, threat({ title: 'Other' }));
      const hidden = await log(store, threat({ tlp: 'amber' }), amber);
      const refused = (event: Event, target: string, by = local) =>
        merge(store, event, target, by).then(() => 'merged', codeOf);
      expect(await refused(from, from.id)).toBe('merge-into-itself');
      expect(await refused(from, hidden.id, clear)).toBe('not-found');
      expect(await refused({ ...from, version: 9 }, into.id)).toBe('version-conflict');
      await merge(store, from, into.id);
      expect(await refused(from, other.id)).toBe('merged-already');
      await expect(merge(store, other, from.ref)).rejects.toMatchObject({
        code: 'merge-into-merged',
        params: { ref: into.ref },
      });
    });

    test('a retry answers the same merge, and a key with another request is refused', async ({ store }) => {
      const [into, from] = [await log(store, threat()), await log(store, threat({ title: 'Same' }))];
      const given = { versions: [1], into: into.id, reason: 'Same', idempotency: newKey() };
      const first = await store.mergeEvent(local, from.id, given);
      expect(await store.mergeEvent(local, from.ref, given)).toEqual({ ...first, isReplay: true });
      await expect(store.mergeEvent(local, into.id, given)).rejects.toMatchObject({
        code: 'idempotency-key-reused',
      });
    });

    test('a severe threat that was merged away is to be confirmed, and its undo then loses nothing', async ({
      store,
    }) => {
      for (const who of [clear, amber]) await store.putPrincipal(system, who);
      const [into, from] = [
        await log(store, threat(), clear),
        await log(store, threat({ severity: 'severe' }), clear),
      ];
      const { operationId, event } = await merge(store, from, into.id, clear);
      expect(event.severity).toBe('severe');
      const queue = await store.listToBeConfirmed(amber, 10);
      expect(queue.map(({ id }) => id)).toEqual([from.id]);
      await store.confirmChanges(amber, from.id, { versions: [2], reason: null, idempotency: null });
      // The deletion was confirmed: without the merged record the survivor keeps everything.
      const undone = await store.undoOperation(clear, operationId, 'Not the same');
      expect(undone).toMatchObject({ changed: 0 });
      expect(undone.skipped.map(({ code }) => code)).toEqual(['version-conflict', 'version-conflict']);
      expect(await store.getEvent(local, from.ref)).toEqual(event);
    });
  });
}
