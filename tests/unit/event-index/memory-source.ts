import { entryOf, type IndexEntry } from '@/db/event-index/entry';
import { createEventIndex, type EventIndex } from '@/db/event-index/event-index';
import type { IndexSource } from '@/db/event-index/source';
import { uuidFromName } from '@/db/ids';
import type { EventRecord } from '@/db/model/event/event';
import type { Filter } from '@/db/model/filter';
import type { Country } from '@/db/model/places/countries';
import type { Point } from '@/db/model/places/distance';
import type { NameReferences } from '@/db/rules/event/named-record';
import { withNames } from '@/db/rules/event/named-record';
import { threat } from '../../integration/store/records';
import { storedEvent } from '../stored-event';

/** A mission of the register; `at` is its position, if that is known. */
export type KnownMission = {
  id: string;
  country: Country;
  host: Country;
  city: string;
  at: Point | null;
};

type Contents = {
  records: readonly { n: number; record: EventRecord }[];
  createdBy: string;
  missions: readonly KnownMission[];
  cities: ReadonlyMap<string, Point>;
  /** What every text search finds. */
  found?: readonly number[];
};

const asOf = '2026-03-01T08:00:00.000Z';
const metadata = storedEvent(threat(), '');

/** The id and ref of an event, by number. */
function refOf(n: number) {
  return {
    id: uuidFromName(`event ${n}`),
    ref: `THR-2026-${String(n).padStart(4, '0')}`,
  };
}

/** An event index over events in memory, complete. */
export async function createMemoryIndex({ records, createdBy, missions, cities, found = [] }: Contents) {
  const names: NameReferences = {
    missions: new Map(
      missions.map(({ id, country, host, city }) => [
        id,
        { sending: country, type: 'embassy', host, city, metro: null, name: null, aliases: [] },
      ]),
    ),
    actors: new Map(),
  };
  const eventOf = ({ n, record }: Contents['records'][number]) => ({
    ...metadata,
    ...refOf(n),
    ...withNames(record, names),
    createdBy: { id: createdBy, name: 'Analyst' },
  });
  const byNumber = new Map(records.map((one) => [one.n, one]));
  const entries = records.map(
    ({ n, record }): IndexEntry => entryOf({ n, createdBy, activityAt: 0, record }),
  );
  const source: IndexSource = {
    head: () => ({ epoch: 'epoch', seq: 0, chain: '' }),
    contains: () => true,
    entries: (after, limit) => entries.filter(([n]) => n > after).slice(0, limit),
    changes: () => {
      throw new Error('Nothing changes');
    },
    events: (numbers) =>
      new Map(
        numbers.flatMap((n) => {
          const one = byNumber.get(n);
          return one ? [[n, eventOf(one)]] : [];
        }),
      ),
    refs: (numbers) => new Map(numbers.map((n) => [n, refOf(n)])),
    nearMissionPoints: (filter) => nearMissions(filter, missions),
    missionPoints: (ids) => {
      const wanted = new Set(ids);
      return new Map(missions.flatMap(({ id, at }) => (at && wanted.has(id) ? [[id, at]] : [])));
    },
    cityPoint: (country, city) => cities.get(`${country} ${city}`) ?? null,
    locate: (filter) => locate(filter, missions),
    toBeConfirmed: () => new Map(),
    actorNames: () => new Map(),
    search: () => found,
    lastChangeAt: () => asOf,
  };
  const index: EventIndex = createEventIndex(source);
  await index.follow();
  return { index, source, eventOf };
}

function nearMissions({ nearCountries, nearMissions: ids }: Filter, missions: readonly KnownMission[]) {
  return missions.flatMap(({ id, country, at }) =>
    at && (nearCountries ?? [country]).includes(country) && (ids ?? [id]).includes(id) ? [{ id, ...at }] : [],
  );
}

/** The filter with what a caller of `matches` looks up. */
function locate(filter: Filter, missions: readonly KnownMission[]): Filter {
  return {
    ...filter,
    missionsAt: missions.flatMap(({ id, country, host }) =>
      filter.mission?.includes(id) ? [{ sending: country, host }] : [],
    ),
    nearAt: nearMissions(filter, missions),
  };
}
