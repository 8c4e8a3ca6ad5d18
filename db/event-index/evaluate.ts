import { type Reader, recipientIdOf } from '@/db/model/access/visible';
import type { Filter } from '@/db/model/filter';
import type { Box } from '@/db/model/places/box';
import * as w from '@/db/model/words';
import { countryCodeCount, countryNumber } from './codes';
import { attackTypeBits, type Columns } from './columns';
import { createNearby } from './nearby';
import { positionsInBox, unknownPosition } from './positions';
import type { Profile } from './profiles';

/**
 * Which conditions an event does not meet, as bits: each facet ignores its own filter, so it counts the events that
 * meet all others. An event that the reader may not see, or that does not meet a condition without a facet, is
 * `excluded`.
 */
export const fails = {
  kind: 1,
  severity: 2,
  status: 4,
  verification: 8,
  host: 16,
  actor: 32,
  target: 64,
  excluded: 128,
} as const;

/** The same for a target; all conditions must be met by the same target. */
export const targetFails = { targeted: 1, targetType: 2, other: 4 } as const;

/** What each row of `rows` and of `targets` does not meet. */
export type Evaluation = { rows: Uint8Array; targets: Uint8Array };

/**
 * Evaluates a filter for all events. `found` are the numbers of the events that the text search of the filter finds,
 * which the store supplies; null without a search. It equals `visible` and `matches` of db/model; a property test
 * compares them.
 */
export function evaluate(
  columns: Columns,
  who: Reader,
  filter: Filter,
  found: ArrayLike<number> | null,
): Evaluation {
  const evaluation = {
    rows: evaluateProfiles(columns, who, filter),
    targets: new Uint8Array(columns.targets().size),
  };
  const { rows } = evaluation;
  if (found) excludeUnfound(columns, found, rows);
  if (filter.from !== undefined || filter.to !== undefined) excludePeriod(columns, filter, rows);
  if (filter.bbox) excludeBox(columns, filter.bbox, rows);
  if (filter.nearCountries || filter.nearMissions) excludeFar(columns, filter, rows);
  if (filter.attackType) excludeAttackTypes(columns, filter.attackType, rows);
  if (filter.tag) excludeTags(columns, filter.tag, rows);
  if (filter.host) evaluateHosts(columns, filter.host, rows);
  if (filter.actor) evaluateActors(columns, filter.actor, rows);
  if (filter.targeted || filter.targetType || filter.diplomatic !== undefined || filter.mission)
    evaluateTargets(columns, filter, evaluation);
  return evaluation;
}

function evaluateProfiles(columns: Columns, who: Reader, filter: Filter): Uint8Array {
  const rank = Math.min(w.tlpRank(who.clearance), w.tlpRank('red') - 1);
  const failsOf = (profile: Profile | null) => (profile ? failsOfProfile(filter, profile) : fails.excluded);
  const ifNamed = Uint8Array.from(columns.profiles, failsOf);
  const byClearance = Uint8Array.from(columns.profiles, (profile, code) =>
    profile && w.tlpRank(profile.tlp) <= rank ? (ifNamed[code] ?? 0) : fails.excluded,
  );
  const { size, profile } = columns.rows();
  const evaluated = new Uint8Array(size);
  for (let row = 0; row < size; row += 1) evaluated[row] = byClearance[profile[row] ?? 0] ?? 0;
  for (const id of [who.id, recipientIdOf(who)]) {
    for (const n of columns.redEventsOf(id) ?? []) {
      const row = columns.rowOf(n);
      evaluated[row] = ifNamed[profile[row] ?? 0] ?? fails.excluded;
    }
  }
  return evaluated;
}

function failsOfProfile(filter: Filter, profile: Profile): number {
  const { kind, severity, status, phase, verification } = profile;
  const isExcluded =
    !has(filter.tlp, profile.tlp) ||
    !has(filter.handling, profile.handling) ||
    (filter.phase && !(phase && filter.phase.includes(phase)));
  if (isExcluded) return fails.excluded;
  return (
    (has(filter.kind, kind) ? 0 : fails.kind) |
    (has(filter.severity, severity) ? 0 : fails.severity) |
    (!filter.status || (status && filter.status.includes(status)) ? 0 : fails.status) |
    (has(filter.verification, verification) ? 0 : fails.verification)
  );
}

function has<T>(wanted: readonly T[] | undefined, value: T): boolean {
  return wanted === undefined || wanted.includes(value);
}

function excludeUnfound(columns: Columns, found: ArrayLike<number>, evaluated: Uint8Array): void {
  const isFound = new Uint8Array(evaluated.length);
  for (let index = 0; index < found.length; index += 1) {
    const row = columns.rowOf(found[index] ?? 0);
    if (row >= 0) isFound[row] = 1;
  }
  for (let row = 0; row < evaluated.length; row += 1) {
    if (isFound[row] === 0) evaluated[row] = fails.excluded;
  }
}

function excludePeriod(columns: Columns, filter: Filter, evaluated: Uint8Array): void {
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = filter;
  const { at } = columns.rows();
  for (let row = 0; row < evaluated.length; row += 1) {
    const time = at[row] ?? 0;
    if (!(time >= from && time < to)) evaluated[row] = fails.excluded;
  }
}

function excludeBox(columns: Columns, box: Box, evaluated: Uint8Array): void {
  const { position } = columns.rows();
  const failsAt = positionsInBox(columns.positions(), box).map((isIn) => (isIn === 1 ? 0 : fails.excluded));
  addFails(evaluated, position, failsAt);
}

/** Adds what each row fails by its position; without a branch, which takes a third of the time. */
function addFails(evaluated: Uint8Array, position: Uint32Array, failsAt: Uint8Array): void {
  for (let row = 0; row < evaluated.length; row += 1) {
    evaluated[row] = (evaluated[row] ?? 0) | (failsAt[position[row] ?? 0] ?? 0);
  }
}

/** An unknown position is near nothing. Only positions of events that are left are compared. */
function excludeFar(columns: Columns, { nearAt = [], radiusKm = 0 }: Filter, evaluated: Uint8Array): void {
  const nearby = createNearby(nearAt, radiusKm);
  const { position } = columns.rows();
  const { size, lat, lon } = columns.positions();
  const isUsed = new Uint8Array(size);
  for (let row = 0; row < evaluated.length; row += 1) {
    if ((evaluated[row] ?? 0) < fails.excluded) isUsed[position[row] ?? 0] = 1;
  }
  isUsed[unknownPosition] = 0;
  const failsAt = isUsed.map((used, at) =>
    used === 1 && nearby.has(lat[at] ?? 0, lon[at] ?? 0) ? 0 : fails.excluded,
  );
  addFails(evaluated, position, failsAt);
}

function excludeAttackTypes(
  columns: Columns,
  types: NonNullable<Filter['attackType']>,
  evaluated: Uint8Array,
): void {
  const { attackTypes } = columns.rows();
  const wanted = attackTypeBits(types);
  for (let row = 0; row < evaluated.length; row += 1) {
    if (((attackTypes[row] ?? 0) & wanted) === 0) evaluated[row] = fails.excluded;
  }
}

function excludeTags(columns: Columns, tags: readonly string[], evaluated: Uint8Array): void {
  const { firstTag, tagCount } = columns.rows();
  const { tag } = columns.tags();
  const isWanted = columns.codes.tag.tableOf(tags);
  for (let row = 0; row < evaluated.length; row += 1) {
    if (!hasAny(isWanted, tag, firstTag[row] ?? 0, tagCount[row] ?? 0)) evaluated[row] = fails.excluded;
  }
}

function evaluateHosts(columns: Columns, hosts: readonly string[], evaluated: Uint8Array): void {
  const { host } = columns.rows();
  const failsAt = failTable(hosts, fails.host);
  for (let row = 0; row < evaluated.length; row += 1) {
    evaluated[row] = (evaluated[row] ?? 0) | (failsAt[host[row] ?? 0] ?? 0);
  }
}

function evaluateActors(columns: Columns, actors: readonly string[], evaluated: Uint8Array): void {
  const { firstActor, actorCount } = columns.rows();
  const { actor } = columns.actors();
  const isWanted = columns.codes.actor.tableOf(actors);
  for (let row = 0; row < evaluated.length; row += 1) {
    if (!hasAny(isWanted, actor, firstActor[row] ?? 0, actorCount[row] ?? 0)) {
      evaluated[row] = (evaluated[row] ?? 0) | fails.actor;
    }
  }
}

function hasAny(isWanted: Uint8Array, codes: Uint32Array, first: number, count: number): boolean {
  for (let index = first; index < first + count; index += 1) {
    if (isWanted[codes[index] ?? 0] === 1) return true;
  }
  return false;
}

function evaluateTargets(columns: Columns, filter: Filter, evaluation: Evaluation): void {
  const { rows, targets } = evaluation;
  const { host, firstTarget, targetCount } = columns.rows();
  const { country, type, mission } = columns.targets();
  const countryFails = filter.targeted ? failTable(filter.targeted, targetFails.targeted) : null;
  const typeFails = Uint8Array.from(
    w.targetTypes,
    (one) =>
      (has(filter.targetType, one) ? 0 : targetFails.targetType) |
      (filter.diplomatic === undefined || w.isDiplomatic(one) === filter.diplomatic ? 0 : targetFails.other),
  );
  const isMission = filter.mission ? columns.codes.mission.tableOf(filter.mission) : null;
  const isAllMissions = w.targetTypes.indexOf('all-missions');
  const missionsAt = new Set(
    filter.missionsAt?.map(({ sending, host: at }) => pairOf(countryNumber(sending), countryNumber(at))),
  );
  for (let row = 0; row < rows.length; row += 1) {
    const evaluated = rows[row] ?? 0;
    if (evaluated & fails.excluded) continue;
    const first = firstTarget[row] ?? 0;
    let isMet = false;
    for (let target = first; target < first + (targetCount[row] ?? 0); target += 1) {
      const ofCountry = country[target] ?? 0;
      const ofType = type[target] ?? 0;
      let failed = typeFails[ofType] ?? 0;
      if (countryFails) failed |= countryFails[ofCountry] ?? 0;
      if (isMission) {
        const isOfMission =
          ofType === isAllMissions
            ? missionsAt.has(pairOf(ofCountry, host[row] ?? 0))
            : isMission[mission[target] ?? 0] === 1;
        if (!isOfMission) failed |= targetFails.other;
      }
      targets[target] = failed;
      if (failed === 0) isMet = true;
    }
    if (!isMet) rows[row] = evaluated | fails.target;
  }
}

function pairOf(sending: number, host: number): number {
  return sending * countryCodeCount + host;
}

/** `bit` at the numbers of all countries but these. */
function failTable(countries: readonly string[], bit: number): Uint8Array {
  const table = new Uint8Array(countryCodeCount).fill(bit);
  for (const country of countries) table[countryNumber(country)] = 0;
  return table;
}
