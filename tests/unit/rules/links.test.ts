import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { type Reader, visible } from '@/db/model/access/visible';
import { tlps } from '@/db/model/words';
import {
  decideLinkChanges,
  decideLinkMarkings,
  type Link,
  type LinkedEvent,
  linkChangesOf,
  linksAfter,
  markingOfLink,
} from '@/db/rules/event/links';

const people = ['ann', 'bob', 'cem'];
const threats = ['t1', 't2', 't3'];
const incidents = ['i1', 'i2'];

const anyMarking = fc.constantFrom(...tlps).chain((tlp) =>
  fc.record({
    tlp: fc.constant(tlp),
    recipients: tlp === 'red' ? fc.subarray(people) : fc.constant([]),
    createdBy: fc.constantFrom(...people),
  }),
);
const anyReader: fc.Arbitrary<Reader> = fc.record({
  id: fc.constantFrom(...people),
  clearance: fc.constantFrom(...tlps),
});
const anyEvents = fc
  .tuple(
    ...[...threats, ...incidents].map((id) => anyMarking.map((marking) => ({ id, version: 1, marking }))),
  )
  .map((events): ReadonlyMap<string, LinkedEvent> => new Map(events.map((event) => [event.id, event])));
const anyLinks = fc.subarray(incidents.flatMap((fromId) => threats.map((toId): Link => ({ fromId, toId }))));

function keys(links: readonly Link[]): string[] {
  return links.map(({ fromId, toId }) => `${fromId} ${toId}`).sort();
}

test('everybody who may see both ends of a link may see the link, and nobody named by neither red end', () => {
  void fc.assert(
    fc.property(anyMarking, anyMarking, anyReader, (one, other, who) => {
      const ends = [one, other].map((marking) => ({ id: 'any', version: 1, marking }));
      const isShown = visible(who, { ...markingOfLink(ends), createdBy: '' });
      const seen = [one, other].filter((marking) => visible(who, marking));
      if (seen.length === 2) expect(isShown).toBe(true);
      const hidden = [one, other].filter((marking) => !seen.includes(marking));
      if (hidden.some(({ tlp }) => tlp === 'red')) expect(isShown).toBe(false);
      // Clearances of the people whom a red end names are not known to the journal.
      if ([one, other].every(({ tlp }) => tlp !== 'red')) expect(isShown).toBe(seen.length === 2);
    }),
    { numRuns: 2000 },
  );
});

test('an edit writes the difference from the links that its editor saw, and touches no other', () => {
  void fc.assert(
    fc.property(fc.subarray(threats), fc.subarray(threats), fc.subarray(threats), (wanted, seen, present) => {
      const changes = linkChangesOf({ id: 'i1', kind: 'incident' }, { wanted, seen, present });
      const after = new Set(present);
      for (const { link, isAdded } of changes) {
        expect(after.has(link.toId)).toBe(!isAdded);
        if (isAdded) after.add(link.toId);
        else after.delete(link.toId);
      }
      for (const id of threats) {
        const isExpected = wanted.includes(id) || (present.includes(id) && !seen.includes(id));
        // What the editor saw and kept stays as somebody else left it.
        const isKept = wanted.includes(id) && seen.includes(id);
        expect(after.has(id)).toBe(isKept ? present.includes(id) : isExpected);
      }
    }),
  );
});

test('the entries of a link change tell each end its links as they are afterwards', () => {
  void fc.assert(
    fc.property(
      anyEvents,
      anyLinks,
      fc.subarray(threats),
      fc.subarray(threats),
      (events, links, wanted, seen) => {
        const present = links.flatMap(({ fromId, toId }) => (fromId === 'i1' ? [toId] : []));
        const changes = linkChangesOf({ id: 'i1', kind: 'incident' }, { wanted, seen, present });
        const { hasLinks, entries } = decideLinkChanges(changes, { links, events });
        const added = changes.flatMap(({ link, isAdded }) => (isAdded ? [link] : []));
        const removed = keys(changes.flatMap(({ link, isAdded }) => (isAdded ? [] : [link])));
        const after = [...links, ...added].filter((link) => !removed.includes(keys([link]).join()));
        for (const id of new Set(entries.map(({ recordId }) => recordId))) {
          const bodies = entries.flatMap(({ recordId, body }) =>
            recordId === id && body && 'links' in body ? [body] : [],
          );
          const expected = after.filter(({ fromId, toId }) => fromId === id || toId === id);
          expect(keys(linksAfter(JSON.parse(JSON.stringify(bodies))))).toEqual(keys(expected));
          expect(hasLinks.get(id)).toBe(expected.length > 0);
        }
        expect(entries).toHaveLength(2 * changes.length);
      },
    ),
    { numRuns: 500 },
  );
});

test('re-marking a record tells the other ends of its links, and nobody else', () => {
  void fc.assert(
    fc.property(anyEvents, anyLinks, anyMarking, (events, links, marking) => {
      const before = events.get('i1') ?? null;
      const after = before && { ...before, marking };
      const linked = links.flatMap(({ fromId, toId }) => (fromId === 'i1' ? [toId] : []));
      const told = decideLinkMarkings(before, after, { links, events }).map(({ recordId }) => recordId);
      const isSame =
        before?.marking.tlp === marking.tlp && before.marking.recipients.join() === marking.recipients.join();
      expect(told.sort()).toEqual(isSame ? [] : linked.sort());
    }),
  );
});

test('the end of a link that is deleted is told nothing', () => {
  const [own, other] = ['i1', 't1'].map(
    (id): LinkedEvent => ({ id, version: 1, marking: { tlp: 'clear', recipients: [], createdBy: 'ann' } }),
  );
  const links = [{ fromId: 'i1', toId: 't1' }];
  expect(decideLinkMarkings(own ?? null, null, { links, events: new Map() })).toEqual([]);
  const alive = new Map(other ? [[other.id, other]] : []);
  expect(decideLinkMarkings(own ?? null, null, { links, events: alive })).toMatchObject([
    { recordId: 't1', before: { tlp: 'clear' }, after: null },
  ]);
});

test('the links of an event follow from its entries, also from those of early versions', () => {
  const [one, other] = [
    { fromId: 'i1', toId: 't1' },
    { fromId: 'i2', toId: 't1' },
  ];
  expect(
    linksAfter([
      { ...one, isAdded: true },
      { ...other, isAdded: true },
      { ...one, isAdded: false },
    ]),
  ).toEqual([other]);
  expect(linksAfter([{ ...one, isAdded: true }, { links: [other] }])).toEqual([other]);
});
