import * as fc from 'fast-check';
import { uuidFromName } from '@/db/ids';
import type { Principal } from '@/db/model/access/principal';
import type { Facets, Figures } from '@/db/model/board';
import { type Event, type EventInput, eventInput } from '@/db/model/event/event';
import type { Filter } from '@/db/model/filter';
import type { Box } from '@/db/model/places/box';
import type { Country } from '@/db/model/places/countries';
import { startLimit } from '@/db/model/values/moment';
import * as w from '@/db/model/words';
import type { EventPage } from '@/db/store';

/** People of every clearance, two of them with the same one, because red events name their readers. */
export const people: readonly Principal[] = [
  ...w.tlps.map((clearance) => person(`of ${clearance}`, clearance)),
  person('second of amber', 'amber'),
];

function person(name: string, clearance: w.Tlp): Principal {
  return { id: uuidFromName(name), kind: 'person', name, role: 'analyst', clearance };
}

/** Read keys of these people, with and without the scope `red`. */
export const keys: readonly Principal[] = people.flatMap(({ id, clearance }, n) =>
  [true, false].map((readsRed) => ({
    ...person(`key ${n} ${readsRed ? 'with' : 'without'} red`, clearance),
    kind: 'key' as const,
    ownerId: id,
    readsRed,
  })),
);

export const anyPerson = fc.constantFrom(...people);

let keysGiven = 0;

/** An unused idempotency key. */
export function newKey() {
  keysGiven += 1;
  return { key: `key ${keysGiven}`, digest: 'body' };
}

export function threat(more: Record<string, unknown> = {}): EventInput {
  return eventInput.parse({
    kind: 'threat',
    title: 'Letter to the embassy',
    at: '2026-03-01',
    location: { country: 'AF', city: 'Kabul' },
    targets: [{ country: 'RU', type: 'embassy' }],
    tlp: 'clear',
    threat: {},
    ...more,
  });
}

export function incident(more: Record<string, unknown> = {}): EventInput {
  return eventInput.parse({
    kind: 'incident',
    title: 'Shots at the embassy',
    at: '2026-03-02T10:50:00+04:30',
    location: { country: 'AF', city: 'Kabul' },
    targets: [{ country: 'PK', type: 'embassy' }],
    tlp: 'clear',
    incident: { phase: 'over' },
    ...more,
  });
}

/** The facets of a board; those of a small store are always counted. */
export function facetsOf({ facets }: Figures): Facets {
  if (!facets) throw new Error('The events have not been counted');
  return facets;
}

/** The events of a page. */
export function eventsOf({ itemsJson }: EventPage): Event[] {
  return JSON.parse(new TextDecoder().decode(itemsJson));
}

const countries = fc.constantFrom('RU', 'PK', 'CN', 'UN', 'XO');
const hosts = fc.constantFrom('AF', 'PK', 'XK');
const tags = fc.constantFrom('drone', 'letter');
const attackTypes = ['bombing-explosion', 'cyber', 'hoax'] as const;
const offsets = fc.constantFrom('Z', '-08:00', '+14:00');
const days = fc.constantFrom('2026-01-01', '2026-01-31', '2026-02-01', '2026-02-02');

/** Where the missions of the tests are: one in Kabul, and one on the antimeridian near the North Pole. */
export const missionPlaces = [
  { lat: 34.5, lon: 69.2 },
  { lat: 89, lon: 180 },
] as const;

/** Within a few km of a mission, across the antimeridian or the pole, and within 500 km. */
const besideMissions = [
  { lat: 34.51, lon: 69.2 },
  { lat: 34.5, lon: 70 },
  { lat: 37, lon: 69.2 },
  { lat: 89, lon: -180 },
  { lat: 89.01, lon: -179.9 },
  { lat: 89.5, lon: 0 },
  { lat: 90, lon: 12 },
];

export type PlacedMission = { id: string; country: Country; host: Country; lat: number; lon: number };

/** The filter with what a caller of `matches` looks up. */
export function located(filter: Filter, missions: readonly PlacedMission[]): Filter {
  const { nearCountries, nearMissions } = filter;
  return {
    ...filter,
    missionsAt: missions
      .filter(({ id }) => filter.mission?.includes(id))
      .map(({ country, host }) => ({ sending: country, host })),
    nearAt: missions.filter(
      ({ id, country }) =>
        (nearCountries ?? [country]).includes(country) && (nearMissions ?? [id]).includes(id),
    ),
  };
}

/** The sources of a corroborated event. */
export const twoOrigins = ['Reuters', 'AFP'].map((publisher) => ({ publisher, origin: publisher }));

/** Events with few different values, so that filters match often; `missions` and `actors` are ids to refer to. */
export function anyEvent(
  missions: { id: string; country: string }[],
  actors: string[],
): fc.Arbitrary<EventInput> {
  const target = fc.oneof(
    fc.record({
      country: countries,
      type: fc.constantFrom('embassy', 'consulate', 'government', 'delegation', 'all-missions'),
    }),
    fc.constantFrom(...missions).map(({ id, country }) => ({ country, type: 'embassy', missionId: id })),
  );
  const outcome = fc.option(fc.constantFrom(...w.targetOutcomes), { nil: null });
  const anywhere = fc.record({
    lat: fc.integer({ min: -90, max: 90 }),
    lon: fc.integer({ min: -180, max: 180 }),
  });
  const point = fc.option(
    fc.oneof(anywhere, fc.constantFrom(...besideMissions), fc.constantFrom(...besideMissions)),
    {
      nil: {},
    },
  );
  const common = fc.record({
    title: fc.constantFrom('Letter', 'Shots', 'Ёлка'),
    at: fc.oneof(
      days,
      days.map((day) => `${day}T12:00:00Z`),
    ),
    handling: fc.constantFrom(...w.handlings),
    location: fc.tuple(hosts, point).map(([country, at]) => ({ country, ...at })),
    actors: fc.subarray(actors).map((ids) => ids.map((actorId) => ({ actorId, role: 'suspected' }))),
    severity: fc.constantFrom(...w.severities),
    attackTypes: fc.subarray([...attackTypes]),
    tags: fc.subarray(['drone', 'letter']),
  });
  const marking = fc
    .tuple(fc.constantFrom(...w.tlps), fc.subarray(people.map(({ id }) => id)))
    .map(([tlp, named]) => ({
      tlp,
      recipients: tlp === 'red' ? named : [],
    }));
  const ofThreat = fc
    .tuple(
      fc.array(
        fc.tuple(target, outcome).map(([one, how]) => ({ ...one, outcome: how })),
        { minLength: 1, maxLength: 3 },
      ),
      fc.constantFrom(...w.threatStatuses),
      fc.constantFrom('unverified', 'confirmed', 'disputed'),
      fc.constantFrom(...w.urgencies),
      fc.option(days, { nil: null }),
    )
    .map(([targets, status, verification, urgency, validUntil]) => ({
      kind: 'threat',
      targets,
      verification,
      threat: { status, urgency, validUntil },
    }));
  const ofIncident = fc
    .tuple(
      fc.array(target, { minLength: 1, maxLength: 3 }),
      fc.constantFrom(...w.phases),
      fc.constantFrom(...w.verifications),
    )
    .map(([targets, phase, verification]) => ({
      kind: 'incident',
      targets,
      verification,
      incident: { phase },
    }));
  return fc.tuple(common, marking, fc.oneof(ofThreat, ofIncident)).map(([rest, marked, part]) =>
    eventInput.parse({
      ...rest,
      ...marked,
      ...part,
      ...(part.verification === 'corroborated' && { sources: twoOrigins }),
    }),
  );
}

/** Filters of events near missions. */
export function anyNear(missions: { id: string }[]): fc.Arbitrary<Filter> {
  return fc.record({
    nearCountries: fc.constantFrom(undefined, ['RU' as const], ['CN' as const, 'RU' as const]),
    nearMissions: fc.subarray(
      missions.map(({ id }) => id),
      { minLength: 1 },
    ),
    radiusKm: fc.constantFrom(5, 111.2, 500),
  });
}

/** Filters over the same values. */
export function anyFilter(missions: { id: string }[], actors: string[]): fc.Arbitrary<Filter> {
  // Most fields are absent: with more of them hardly any event would match.
  const some = <T>(value: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
  const list = <T>(value: fc.Arbitrary<T>) => some(fc.array(value, { minLength: 1, maxLength: 2 }));
  const corner = fc.tuple(
    fc.integer({ min: -180, max: 180 }),
    fc.integer({ min: -90, max: 90 }),
    fc.integer({ min: -180, max: 180 }),
    fc.integer({ min: -90, max: 90 }),
  );
  const filters = fc.record({
    targeted: list(countries),
    kind: list(fc.constantFrom(...w.kinds)),
    host: list(hosts),
    targetType: list(fc.constantFrom('embassy', 'consulate', 'government', 'delegation', 'all-missions')),
    diplomatic: some(fc.boolean()),
    mission: list(fc.constantFrom(...missions.map(({ id }) => id))),
    attackType: list(fc.constantFrom(...attackTypes)),
    actor: list(fc.constantFrom(...actors)),
    status: list(fc.constantFrom(...w.threatStatuses)),
    phase: list(fc.constantFrom(...w.phases)),
    severity: list(fc.constantFrom(...w.severities)),
    verification: list(fc.constantFrom(...w.verifications)),
    tlp: list(fc.constantFrom(...w.tlps)),
    tag: list(tags),
    handling: list(fc.constantFrom(...w.handlings)),
    from: some(fc.tuple(days, offsets).map(([day, offset]) => startLimit(`${day}T00:00:00${offset}`))),
    to: some(fc.tuple(days, offsets).map(([day, offset]) => startLimit(`${day}T12:00:00${offset}`))),
    near: some(anyNear(missions)),
    bbox: some(corner.map(([w1, s, e, n]): Box => [w1, Math.min(s, n), e, Math.max(s, n)])),
  });
  return filters.map(({ near: nearby, ...others }) => ({ ...others, ...nearby }));
}
