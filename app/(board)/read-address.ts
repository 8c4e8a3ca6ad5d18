import type { AnswerOf } from '@/db/model/records/record-types';
import { nullIfNotFound } from '../null-if-not-found';
import {
  addressOf,
  filterNames,
  type MissionPlaces,
  type RawFilter,
  type ReadFilter,
  withPlaces,
} from './_filters/filter-names';
import { readFilter, sortOut } from './_filters/read-filter';
import { namingNames, withoutGone } from './_filters/without-gone';
import type { Refused } from './_state/refused-notice';
import { noView, type OpenedView } from './_views/opened-view';
import { placesOf } from './mission-places';

type Params = Readonly<Record<string, string | string[] | undefined>>;

/** Gets a record that an address names. Rejects with AppError 'not-found' if it is gone or may not be seen. */
type GetRecord = <T extends 'actor' | 'mission' | 'view'>(type: T, id: string) => Promise<AnswerOf<T>>;

type Address = {
  read: ReadFilter;
  /** The filter in the address by `addressOf`, valid or not. */
  address: string;
  /** What is no filter, has an invalid value, or names what is gone. It is ignored, and the reader is told. */
  refused: Refused[];
  /** The ids of actors and missions in the filter that are gone. */
  gone: string[];
  /** What names and places the missions in the filter. */
  places: MissionPlaces;
  /** The reference of the record to open. */
  ref: string | null;
  /** The saved view that was opened. */
  view: OpenedView | null;
};

/** Parses the board's address on the server: each parameter with the API's schema, and what it names by id. */
export async function readAddress(params: Params, get: GetRecord): Promise<Address> {
  const { raw, refused } = readParams(params);
  const view = await findView(params.view, get);
  if (view === null && params.view !== undefined && params.view !== noView)
    refused.push({ name: 'view', value: null });
  const ofView = view && readParams(Object.fromEntries(new URLSearchParams(view.query))).raw;
  const given = readFilter(raw);
  const { gone, places } = await findNamed([given, ...(ofView ? [readFilter(ofView)] : [])], get);
  for (const name of namingNames) {
    if (given.values.get(name)?.some((id) => gone.includes(id.toLowerCase())))
      refused.push({ name, value: null });
  }
  const read = readFilter(withoutGone(raw, gone));
  const { search, sort } = readFilter(withoutGone(ofView ?? {}, gone));
  return {
    read: { ...read, filter: withPlaces(read.filter, places) },
    address: addressOf(firstOf(params)),
    refused,
    gone,
    places,
    ref: typeof params.event === 'string' && params.event !== '' ? params.event : null,
    view: view && { ...view, search, sort },
  };
}

/** The first value of each parameter, which is what the browser reads. */
function firstOf(params: Params): RawFilter {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, [value].flat()[0]]));
}

function findView(id: Params[string], get: GetRecord): Promise<AnswerOf<'view'> | null> {
  if (typeof id !== 'string' || id === noView) return Promise.resolve(null);
  return get('view', id).catch(nullIfNotFound);
}

/** The valid parameters of a filter, and the others. */
function readParams(params: Params): { raw: RawFilter; refused: Refused[] } {
  const refused: Refused[] = [];
  const raw: RawFilter = {};
  for (const [name, value] of Object.entries(params)) {
    if (name === 'event' || name === 'view' || value === undefined || value === '') continue;
    if (name === 'sort' && (value === 'at' || value === 'latest')) {
      raw.sort = value;
      continue;
    }
    const known = filterNames.find((one) => one === name);
    const { valid, invalid } =
      known && typeof value === 'string'
        ? sortOut(known, value)
        : { valid: null, invalid: [value].flat().join(',') };
    if (known && valid !== null) raw[known] = valid;
    if (invalid !== null) refused.push({ name, value: invalid });
  }
  return { raw, refused };
}

/** Looks up the actors and missions that filters name. One that is gone would leave the list empty without a reason. */
async function findNamed(
  filters: readonly ReadFilter[],
  get: GetRecord,
): Promise<Pick<Address, 'gone' | 'places'>> {
  const idsOf = (name: (typeof namingNames)[number]) =>
    filters.flatMap(({ values }) => values.get(name) ?? []).map((id) => id.toLowerCase());
  const [actors, missions] = await Promise.all([
    findAll(idsOf('actor'), (id) => get('actor', id)),
    findAll([...idsOf('mission'), ...idsOf('nearMissions')], (id) => get('mission', id)),
  ]);
  return {
    gone: [...actors, ...missions].flatMap(({ id, found }) => (found === null ? [id] : [])),
    places: placesOf(missions.flatMap(({ found }) => found ?? [])),
  };
}

function findAll<T>(ids: readonly string[], get: (id: string) => Promise<T>) {
  const each = [...new Set(ids)];
  return Promise.all(each.map(async (id) => ({ id, found: await get(id).catch(nullIfNotFound) })));
}
