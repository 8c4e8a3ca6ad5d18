import fc from 'fast-check';
import { type Reader, visible } from '@/db/model/access/visible';
import { completeRecord } from '@/db/model/event/complete-record';
import { type Event, type EventDraft, eventInput } from '@/db/model/event/event';
import { type Tlp, tlps } from '@/db/model/words';
import type { JournalRecord } from '@/db/store';
import type { Viewer } from '@/server/live/feed-items';

/** What happened to a few events, one journal entry after another. */
export type Story = Step[];

type Step = {
  record: number;
  isDeleted: boolean;
  tlp: Tlp;
  /** Indexes of `people`. */
  recipients: number[];
  isActive: boolean;
  isActivity: boolean;
};

const people = ['ana', 'boris', 'cem'] as const;

const recordCount = 3;

export const anyStory: fc.Arbitrary<Story> = fc.array(
  fc.record({
    record: fc.nat(recordCount - 1),
    isDeleted: fc.boolean(),
    tlp: fc.constantFrom(...tlps),
    recipients: fc.subarray([0, 1, 2]),
    isActive: fc.boolean(),
    isActivity: fc.boolean(),
  }),
  { minLength: 1, maxLength: 14 },
);

export const anyViewer: fc.Arbitrary<Viewer> = fc
  .record({
    id: fc.constantFrom(...people),
    clearance: fc.constantFrom(...tlps),
    readsRed: fc.constantFrom(undefined, false, true),
  })
  .map(({ id, clearance, readsRed }) =>
    readsRed === undefined
      ? { id, role: 'viewer', clearance }
      : { id: `key of ${id}`, role: 'viewer', ownerId: id, clearance, readsRed },
  );

export function idOf(record: number): string {
  return `00000000-0000-7000-8000-00000000000${record}`;
}

/** A unique text in each version, to search for where it must not appear. */
export function canaryOf(id: string, version: number): string {
  return `canary ${id.at(-1)} v${version}.`;
}

/** The events after the first `until` steps. */
export function eventsAt(story: Story, until: number): Map<string, Event> {
  const events = new Map<string, Event>();
  for (const [index, step] of story.slice(0, until).entries()) {
    const id = idOf(step.record);
    if (step.isDeleted) events.delete(id);
    else events.set(id, eventOf(story, index, events.get(id)));
  }
  return events;
}

/** The range (after, to] of the journal: each record once, in order of its last change. */
export function recordsOf(story: Story, after: number, to: number): JournalRecord[] {
  const records = new Map<string, JournalRecord>();
  for (let index = after; index < to; index += 1) {
    const step = story[index];
    if (!step) continue;
    const id = idOf(step.record);
    const before = eventsAt(story, index).get(id);
    const now = eventsAt(story, index + 1).get(id);
    const markings = [
      ...(records.get(id)?.markings ?? []),
      ...[before, now].flatMap((one) => (one ? [one] : [])),
    ];
    records.delete(id);
    records.set(id, {
      type: 'event',
      id,
      version: versionAt(story, index),
      createdBy: creatorOf(step.record),
      markings: markings.map(({ tlp, recipients }) => ({ tlp, recipients })),
      eventId: null,
      role: null,
      operation: null,
      operationId: null,
      bulkFrom: null,
    });
  }
  return [...records.values()];
}

/** What the viewer's own query returns. */
export function authorised(viewer: Reader, events: ReadonlyMap<string, Event>): Map<string, Event> {
  return new Map(
    [...events].filter(([, { tlp, recipients, createdBy }]) =>
      visible(viewer, { tlp, recipients, createdBy: createdBy.id }),
    ),
  );
}

/** Splits the journal into ranges, each read at its own moment, not before its end. */
export function anyReading(
  story: Story,
  from = 0,
): fc.Arbitrary<{ after: number; to: number; asOf: number }[]> {
  const { length } = story;
  return fc
    .tuple(
      fc.uniqueArray(fc.integer({ min: from, max: length }), { maxLength: 6 }),
      fc.array(fc.nat(length), { minLength: 8, maxLength: 8 }),
    )
    .map(([cuts, moments]) => {
      const bounds = [...new Set([from, ...cuts, length])].sort((a, b) => a - b);
      return bounds.slice(1).map((to, index) => ({
        after: bounds[index] ?? from,
        to,
        asOf: to === length ? length : Math.max(to, moments[index] ?? to),
      }));
    });
}

function versionAt(story: Story, index: number): number {
  return story.slice(0, index + 1).filter(({ record }) => record === story[index]?.record).length;
}

function creatorOf(record: number): string {
  return people[record % people.length] ?? people[0];
}

function eventOf(story: Story, index: number, before: Event | undefined): Event {
  const step = story[index];
  if (!step) throw new Error(`The story has no step ${index}`);
  const id = idOf(step.record);
  const version = versionAt(story, index);
  const at = new Date(1_700_000_000_000 + index * 1000).toISOString();
  return {
    ...base,
    id,
    version,
    title: canaryOf(id, version),
    threat: base.threat && { ...base.threat, status: step.isActive ? 'current' : 'lapsed' },
    tlp: step.tlp,
    recipients: step.tlp === 'red' ? step.recipients.map((one) => people[one] ?? people[0]) : [],
    createdBy: { id: creatorOf(step.record), name: creatorOf(step.record) },
    activityAt: before && !step.isActivity ? before.activityAt : at,
    updatedAt: at,
  };
}

/** A threat as the API returns it; `draft` is what an analyst entered. */
export function eventWith(own: Partial<Event>, draft: Partial<EventDraft> = {}): Event {
  const record = completeRecord(
    eventInput.parse({
      kind: 'threat',
      title: 'Threat against an embassy',
      at: '2023-02-09',
      location: { country: 'AF', city: 'Kabul' },
      targets: [{ country: 'IN', type: 'embassy' }],
      threat: {},
      ...draft,
    }),
    () => '00000000-0000-7000-8000-000000000099',
  );
  return {
    id: idOf(0),
    ref: 'THR-2023-0001',
    aliases: [],
    version: 1,
    toBeConfirmed: null,
    ...record,
    targets: record.targets.map((target) => ({ ...target, mission: null })),
    actors: record.actors.map((actor) => ({ ...actor, name: '' })),
    incident: record.incident && { ...record.incident, realises: [] },
    threat: record.threat && { ...record.threat, realisedBy: [] },
    loggedAt: '2023-02-09T10:00:00.000Z',
    activityAt: '2023-02-09T10:00:00.000Z',
    createdBy: { id: 'ana', name: 'Ana' },
    updatedAt: '2023-02-09T10:00:00.000Z',
    updatedBy: { id: 'ana', name: 'Ana' },
    ...own,
  };
}

const base = eventWith({});
