import type { Filter, FilterName } from '@/db/model/filter';
import { type Country, isCountry } from '@/db/model/places/countries';
import { dayMillis, endOfYears, isDate, startMillis } from '@/db/model/values/moment';
import { isStorable } from '@/db/model/values/storable';
import * as w from '@/db/model/words';

/** The filter names, as used in the API's query parameters and the page's address, in the order of the chips. */
export const filterNames = [
  'q',
  'targeted',
  'kind',
  'host',
  'targetType',
  'actor',
  'severity',
  'status',
  'phase',
  'verification',
  'handling',
  'tlp',
  'tag',
  'mission',
  'diplomatic',
  'from',
  'to',
  'bbox',
] as const satisfies readonly FilterName[];

/** The filter as the strings in the address. */
export type RawFilter = Partial<Record<FilterName, string | null>>;

export type ReadFilter = {
  filter: Filter;
  /** The values of each valid parameter, as text. */
  values: ReadonlyMap<FilterName, readonly string[]>;
  /** The filter as a query string in a fixed order. */
  search: string;
};

/**
 * Parses the filter in the address without zod, which is too large for the board. A parameter that the schema
 * (db/model/filter) rejects is ignored as a whole, and the server tells the reader so. A test keeps both parsers
 * equal.
 */
export function readFilter(raw: RawFilter): ReadFilter {
  const filter: Filter = {
    q: searchOf(raw.q),
    targeted: listOf(raw.targeted, isCountry),
    kind: listOf(raw.kind, among(w.kinds)),
    host: listOf(raw.host, isCountry),
    targetType: listOf(raw.targetType, among(w.targetTypes)),
    actor: listOf(raw.actor?.toLowerCase(), isUuid),
    severity: listOf(raw.severity, among(w.severities)),
    status: listOf(raw.status, among(w.threatStatuses)),
    phase: listOf(raw.phase, among(w.phases)),
    verification: listOf(raw.verification, among(w.verifications)),
    handling: listOf(raw.handling, among(w.handlings)),
    tlp: listOf(raw.tlp, among(w.tlps)),
    tag: listOf(raw.tag, isTag)?.map((tag) => tag.trim().toLowerCase()),
    mission: listOf(raw.mission?.toLowerCase(), isUuid),
    diplomatic: raw.diplomatic === 'true' ? true : raw.diplomatic === 'false' ? false : undefined,
    from: momentOf(raw.from, 0),
    to: momentOf(raw.to, dayMillis),
    bbox: boxOf(raw.bbox),
  };
  const values = new Map<FilterName, readonly string[]>();
  const query = new URLSearchParams();
  for (const name of filterNames) {
    const given = raw[name]?.trim();
    if (filter[name] === undefined || !given) continue;
    const parts = isSingle(name) ? [given] : split(given);
    values.set(name, parts);
    query.set(name, parts.join(','));
  }
  return { filter, values, search: query.toString() };
}

/** Sending and host country by mission id, for the missions named in the address when the page was rendered. */
export type MissionPlaces = Readonly<Record<string, { sending: Country; host: Country }>>;

/** Adds to a filter of missions the countries needed to match threats against all missions of a country. */
export function withPlaces(filter: Filter, places: MissionPlaces): Filter {
  if (!filter.mission) return filter;
  return { ...filter, missionsAt: filter.mission.flatMap((id) => places[id] ?? []) };
}

const singles: ReadonlySet<FilterName> = new Set<FilterName>(['q', 'diplomatic', 'from', 'to', 'bbox']);

/** Whether the parameter holds one value rather than a list. */
export function isSingle(name: FilterName): boolean {
  return singles.has(name);
}

const maxValues = 300;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const instant = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

type Given = string | null | undefined;

function searchOf(given: Given): string | undefined {
  const words = given?.trim();
  return words && [...words].length <= 200 && isStorable(words) ? words : undefined;
}

function listOf<T extends string>(given: Given, is: (value: string) => value is T): T[] | undefined {
  const parts = split(given ?? '');
  return parts.length > 0 && parts.length <= maxValues && parts.every(is) ? parts : undefined;
}

function split(given: string): string[] {
  return given.split(',').filter((part) => part !== '');
}

function among<T extends string>(words: readonly T[]): (value: string) => value is T {
  const known: ReadonlySet<string> = new Set(words);
  return (value): value is T => known.has(value);
}

function isUuid(value: string): value is string {
  return uuid.test(value);
}

function isTag(value: string): value is string {
  return [...value.trim()].length <= 50 && isStorable(value);
}

/** In milliseconds. `more` is added to a date without a time, since it lasts a day. */
function momentOf(given: Given, more: number): number | undefined {
  if (!given || !(isDate(given) || (instant.test(given) && given >= '1000-01-02'))) return undefined;
  const day = given.slice(0, 10);
  const at = startMillis(day);
  const isReal =
    /^[1-9]\d{3}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
  if (!isReal || (!isDate(given) && startMillis(given) >= endOfYears)) return undefined;
  return startMillis(given) + (isDate(given) ? more : 0);
}

function boxOf(given: Given): Filter['bbox'] {
  if (!given) return undefined;
  const [west, south, east, north, ...more] = given
    .split(',')
    .map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (west === undefined || south === undefined || east === undefined || north === undefined)
    return undefined;
  const isOnEarth =
    Math.abs(west) <= 180 && Math.abs(east) <= 180 && Math.abs(south) <= 90 && Math.abs(north) <= 90;
  return isOnEarth && south <= north && more.length === 0 ? [west, south, east, north] : undefined;
}
