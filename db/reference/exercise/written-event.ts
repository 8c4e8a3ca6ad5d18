import { type EventDraft, type EventInput, eventInput } from '../../model/event/event';
import type {
  City,
  WrittenEvent,
  WrittenIncident,
  WrittenSource,
  WrittenTarget,
  WrittenThreat,
} from '../../model/exercise-files';
import { dayMillis, iso } from '../../model/values/moment';
import type { Chance } from './chance';
import type { FindMission } from './missions';
import { publisherOf } from './publishers';

export const hourMillis = dayMillis / 24;

/** The ids of records that are written already, by their names in the files. */
export type Ids = Readonly<Record<string, string>>;

export type Surroundings = {
  cityOf(name: string): City;
  findMission: FindMission;
  /** The person whom red records name; null if there is none, and then nothing is red. */
  recipient: string | null;
};

/** The input of an event of the files, for an exercise that starts at `start` (ms). */
export function toEventInput(
  event: WrittenEvent,
  start: number,
  { surroundings, ids, chance }: { surroundings: Surroundings; ids: Ids; chance: Chance },
): EventInput {
  const city = surroundings.cityOf(event.city);
  const { recipient } = surroundings;
  const marking =
    event.isRed && recipient !== null ? { tlp: 'red' as const, recipients: [recipient] } : { tlp: event.tlp };
  const draft: EventDraft = {
    kind: event.kind,
    handling: 'exercise',
    title: event.title,
    summary: event.summary,
    at: momentOf(start - event.ago * hourMillis, event.precision),
    ...(event.precision === 'minute' || event.precision === 'day' ? {} : { atPrecision: event.precision }),
    location: locationOf(event, city, surroundings.findMission, chance),
    targets: event.targets.map((one) => toTarget(one, city, surroundings.findMission, ids)),
    actors: event.actors.map(([slug, role]) => ({ actorId: idOf(ids, slug), role })),
    attackTypes: event.attackTypes,
    weaponTypes: event.weaponTypes,
    severity: event.severity,
    verification: event.verification,
    ...marking,
    sources: event.sources.map(toSource),
    tags: event.tags,
    ...(event.kind === 'incident'
      ? {
          incident: {
            ...toIncident(event.incident ?? {}, start),
            realises: event.realises.map((slug) => idOf(ids, slug)),
          },
        }
      : { threat: toThreat(event.threat ?? {}, start) }),
  };
  return eventInput.parse(draft);
}

export function idOf(ids: Ids, slug: string): string {
  const id = ids[slug];
  if (id === undefined) throw new Error(`The exercise has not written ${slug} yet`);
  return id;
}

export function toTarget(
  { country, type, visit, note, outcome, accountedFor }: WrittenTarget,
  city: City,
  findMission: FindMission,
  ids: Ids,
): EventDraft['targets'][number] {
  const isOfMission = type === 'embassy' || type === 'consulate';
  return {
    country,
    type,
    missionId: isOfMission ? (findMission(city, country, type)?.id ?? null) : null,
    visitId: visit === undefined ? null : idOf(ids, visit),
    note,
    outcome,
    accountedFor,
  };
}

/** Without an origin it is the publisher's own report. */
export function toSource([publisher, title, reliability, credibility, origin]: WrittenSource) {
  return {
    publisher: publisherOf(publisher),
    title,
    reliability,
    credibility,
    origin: publisherOf(origin ?? publisher),
  };
}

export function toIncident({ endedAt, claim, ...rest }: Partial<WrittenIncident>, start: number) {
  return {
    ...rest,
    ...(endedAt === undefined ? {} : { endedAt: momentOf(start + endedAt * hourMillis, 'minute') }),
    ...(claim === undefined
      ? {}
      : { claim: { ...claim, on: momentOf(start + claim.on * hourMillis, 'day') } }),
  };
}

export function toThreat({ from, until, review, ...rest }: Partial<WrittenThreat>, start: number) {
  const at = (hours: number | undefined, name: string) =>
    hours === undefined ? {} : { [name]: momentOf(start + hours * hourMillis, 'minute') };
  return { ...rest, ...at(from, 'validFrom'), ...at(until, 'validUntil'), ...at(review, 'reviewBy') };
}

/** An instant at a full minute, or a date. */
export function momentOf(millis: number, precision: WrittenEvent['precision']): string {
  if (precision !== 'minute') return iso(millis).slice(0, 10);
  return iso(Math.floor(millis / 60_000) * 60_000);
}

/** Degrees of latitude in a kilometre. */
const degreesPerKilometre = 1 / 111.2;

function locationOf(
  { where, near, targets }: WrittenEvent,
  city: City,
  findMission: FindMission,
  chance: Chance,
): EventDraft['location'] {
  const inCity = { country: city.host, province: city.province, city: city.name, timeZone: city.timeZone };
  const district = chance.pick(city.districts);
  const inDistrict = () => ({
    ...inCity,
    place: district[0],
    lat: district[1],
    lon: district[2],
    precision: 'neighbourhood' as const,
  });
  switch (where) {
    case 'country':
      return { country: city.host };
    case 'province':
      return { country: city.host, province: city.province };
    case 'city':
      return inCity;
    case 'centre':
      return { ...inCity, lat: city.lat, lon: city.lon };
    case 'district':
      return inDistrict();
    case 'mission':
    case 'near': {
      const sending = near ?? (where === 'near' ? city.senders[0] : targets[0]?.country);
      const mission = sending === undefined ? null : findMission(city, sending);
      if (mission === null || mission.lat === null || mission.lon === null) return inDistrict();
      const { lat, lon } = mission;
      if (where === 'mission') return { ...inCity, lat, lon, precision: 'exact' };
      const angle = chance.next() * 2 * Math.PI;
      const away = (0.06 + chance.next() * 0.3) * degreesPerKilometre;
      return {
        ...inCity,
        lat: round(lat + away * Math.sin(angle)),
        lon: round(lon + (away * Math.cos(angle)) / Math.cos((lat * Math.PI) / 180)),
        precision: 'exact',
      };
    }
  }
}

function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}
