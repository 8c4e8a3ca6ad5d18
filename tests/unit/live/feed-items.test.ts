import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { applyItems, type EventCache, emptyCache } from '@/app/_live/event-cache';
import type { FeedItem } from '@/db/model/journal/live';
import { audienceOf } from '@/server/live/cursor';
import { audiencePrincipal, feedItemsFor, redItemsFor, type Viewer } from '@/server/live/feed-items';
import { assertProperty } from '../../support/assert-property';
import {
  anyReading,
  anyStory,
  anyViewer,
  authorised,
  canaryOf,
  eventsAt,
  eventWith,
  idOf,
  recordsOf,
  type Story,
} from './story';

type Reading = { after: number; to: number; asOf: number };

/** What a viewer of the shared stream receives: items that name them, then those of their audience. */
function liveFrames(story: Story, viewer: Viewer, reading: readonly Reading[]): FeedItem[][] {
  return reading.flatMap(({ after, to, asOf }) => {
    const records = recordsOf(story, after, to);
    const events = eventsAt(story, asOf);
    return [
      redItemsFor(viewer, records, events),
      feedItemsFor(audiencePrincipal(audienceOf(viewer)), records, events),
    ];
  });
}

function ownFrames(story: Story, viewer: Viewer, reading: readonly Reading[]): FeedItem[][] {
  return reading.map(({ after, to, asOf }) =>
    feedItemsFor(viewer, recordsOf(story, after, to), eventsAt(story, asOf)),
  );
}

function cacheAfter(frames: readonly FeedItem[][]): EventCache {
  return frames.reduce((cache, items) => applyItems(cache, items).cache, emptyCache);
}

const anyRun = fc
  .tuple(anyStory, anyViewer)
  .chain(([story, viewer]) => anyReading(story).map((reading) => ({ story, viewer, reading })));

test('a viewer who catches up ends with what they may see, however the journal is split', async () => {
  await assertProperty(
    fc.property(anyRun, ({ story, viewer, reading }) => {
      const cache = cacheAfter(ownFrames(story, viewer, reading));
      expect(new Map(cache.events)).toEqual(authorised(viewer, eventsAt(story, story.length)));
    }),
    { numRuns: 2000 },
  );
});

test('a viewer of the shared stream ends with what they may see, red events included', async () => {
  await assertProperty(
    fc.property(anyRun, ({ story, viewer, reading }) => {
      const cache = cacheAfter(liveFrames(story, viewer, reading));
      expect(new Map(cache.events)).toEqual(authorised(viewer, eventsAt(story, story.length)));
    }),
    { numRuns: 2000 },
  );
});

test('repeated, late and reordered frames give the same result', async () => {
  const anyDelivery = anyRun.chain((run) => {
    const frames = liveFrames(run.story, run.viewer, run.reading);
    const twice = [...frames, ...frames];
    return fc
      .shuffledSubarray(twice, { minLength: frames.length })
      .map((some) => ({ ...run, frames: [...some, ...frames.filter((one) => !some.includes(one))] }));
  });
  await assertProperty(
    fc.property(anyDelivery, ({ story, viewer, frames }) => {
      expect(new Map(cacheAfter(frames).events)).toEqual(authorised(viewer, eventsAt(story, story.length)));
    }),
    { numRuns: 2000 },
  );
});

test('a viewer is sent nothing of a version they may not see', async () => {
  await assertProperty(
    fc.property(anyRun, ({ story, viewer, reading }) => {
      for (const { after, to, asOf } of reading) {
        const one = [{ after, to, asOf }];
        const bytes = JSON.stringify([liveFrames(story, viewer, one), ownFrames(story, viewer, one)]);
        const allowed = authorised(viewer, eventsAt(story, asOf));
        for (const [id, event] of eventsAt(story, asOf)) {
          expect(bytes.includes(canaryOf(id, event.version))).toBe(
            allowed.has(id) && recordsOf(story, after, to).some((record) => record.id === id),
          );
        }
        const versions = story.map((_, index) => index + 1);
        const stale = [0, 1, 2].flatMap((record) =>
          versions
            .filter((version) => version !== allowed.get(idOf(record))?.version)
            .map((version) => canaryOf(idOf(record), version)),
        );
        expect(stale.filter((canary) => bytes.includes(canary))).toEqual([]);
      }
    }),
    { numRuns: 300 },
  );
});

const marked = {
  id: idOf(0),
  version: 2,
  type: 'event',
  createdBy: 'ana',
  eventId: null,
  role: null,
  operation: null,
  operationId: null,
  bulkFrom: null,
} as const;
const amber = { tlp: 'amber', recipients: [] } as const;
const red = { tlp: 'red', recipients: ['boris'] } as const;

test('an event that a viewer may no longer see is sent as id and version', () => {
  const records = [
    {
      ...marked,
      markings: [
        { ...amber, recipients: [] },
        { ...red, recipients: ['boris'] },
      ],
    },
  ];
  const events = new Map([[idOf(0), eventWith({ version: 2, tlp: 'red', recipients: ['boris'] })]]);
  expect(feedItemsFor(audiencePrincipal('amber'), records, events)).toEqual([
    { op: 'retract', id: idOf(0), version: 2 },
  ]);
});

test('nothing is sent about an event that a viewer could never see', () => {
  const records = [{ ...marked, markings: [{ ...amber, recipients: [] }] }];
  expect(
    feedItemsFor(audiencePrincipal('green'), records, new Map([[idOf(0), eventWith({ tlp: 'amber' })]])),
  ).toEqual([]);
});

test('a red event reaches its recipients and its creator, whatever their clearance, and nobody else', () => {
  const records = [{ ...marked, markings: [{ ...red, recipients: ['boris'] }] }];
  const event = eventWith({ version: 2, tlp: 'red', recipients: ['boris'] });
  const events = new Map([[idOf(0), event]]);
  const upsert = [{ op: 'upsert', event }];
  expect(redItemsFor({ id: 'boris', role: 'viewer', clearance: 'clear' }, records, events)).toEqual(upsert);
  expect(redItemsFor({ id: 'ana', role: 'viewer', clearance: 'amber' }, records, events)).toEqual(upsert);
  expect(redItemsFor({ id: 'cem', role: 'viewer', clearance: 'red' }, records, events)).toEqual([]);
  expect(feedItemsFor(audiencePrincipal('amber+strict'), records, events)).toEqual([]);
});

test('a changed mission is announced to everyone, a changed visit to those who may see it', () => {
  const mission = {
    ...marked,
    type: 'mission',
    createdBy: '',
    markings: [{ tlp: 'clear', recipients: [] }],
  } as const;
  const visit = { ...marked, type: 'visit', markings: [{ tlp: 'amber', recipients: [] }] } as const;
  const records = [mission, visit].map((one) => ({
    ...one,
    markings: one.markings.map((at) => ({ ...at, recipients: [] })),
  }));
  const itemsFor = (clearance: 'clear' | 'amber') =>
    feedItemsFor(audiencePrincipal(clearance), records, new Map());
  expect(itemsFor('clear')).toEqual([{ op: 'changed', type: 'mission', id: idOf(0), version: 2 }]);
  expect(itemsFor('amber')).toHaveLength(2);
});

test('a red visit is announced to its creator only', () => {
  const records = [
    { ...marked, type: 'visit' as const, markings: [{ tlp: 'red' as const, recipients: [] }] },
  ];
  const changed = [{ op: 'changed', type: 'visit', id: idOf(0), version: 2 }];
  expect(redItemsFor({ id: 'ana', role: 'viewer', clearance: 'red' }, records, new Map())).toEqual(changed);
  expect(redItemsFor({ id: 'boris', role: 'viewer', clearance: 'red' }, records, new Map())).toEqual([]);
  expect(feedItemsFor(audiencePrincipal('amber+strict'), records, new Map())).toEqual([]);
});
