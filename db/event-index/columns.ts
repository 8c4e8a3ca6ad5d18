import * as w from '@/db/model/words';
import { countryNumber, createCodes, noCode } from './codes';
import type { IndexEntry } from './entry';
import { createPositions, unknownPosition } from './positions';
import { createProfiles, removedCode } from './profiles';
import { createActorRows, createRows, createTagRows, createTargetRows } from './tables';

/** Rows are compacted once this many, and this share of them, are left over from removals and changes. */
const minLeftOver = 10_000;
const maxLeftOverShare = 0.25;

const precisions: readonly string[] = w.precisions;
const placePrecisions: readonly string[] = w.placePrecisions;

/** A bit for each type. */
export function attackTypeBits(types: readonly w.AttackType[]): number {
  return types.reduce((bits, type) => bits | (1 << w.attackTypes.indexOf(type)), 0);
}

/** The columns of all events, in the order in which the events were added; a changed event keeps its row. */
export function createColumns() {
  const profiles = createProfiles();
  const codes = { mission: createCodes(), actor: createCodes(), tag: createCodes() };
  let tables = createTables();
  /** By the store's row number: the row of the event plus one, and 0 if there is none. */
  let rowPlusOne = new Uint32Array(1024);
  let events = 0;
  let leftOver = 0;
  /** The numbers of the red events that a principal may see, and the readers of a red event. */
  const redEvents = new Map<string, Set<number>>();
  const readersOf = new Map<number, readonly string[]>();
  /** The numbers of current threats and ongoing incidents. */
  const active = new Set<number>();
  /** Few different texts of words occur, so they are read once. */
  const knownWords = new Map<string, ReturnType<typeof readWords>>();

  /** The row of an event; -1 if there is none. */
  function rowOf(n: number): number {
    return (rowPlusOne[n] ?? 0) - 1;
  }

  /** Adds an event, or replaces it. */
  function put(entry: IndexEntry): void {
    const [n, joined, host, at, activityAt, place, targets, actors, tags, readers] = entry;
    const known = rowOf(n);
    const row = known >= 0 ? known : addRow(n);
    let words = knownWords.get(joined);
    if (!words) {
      words = readWords(joined);
      knownWords.set(joined, words);
    }
    const c = tables.rows.columns();
    c.n[row] = n;
    c.profile[row] = words.profile;
    c.host[row] = countryNumber(host);
    c.at[row] = at;
    c.activityAt[row] = activityAt;
    const position = place ? tables.positions.add(place[0], place[1]) : unknownPosition;
    if (known >= 0 && c.position[row] !== position) leftOver += 1;
    c.position[row] = position;
    c.precision[row] = words.precision;
    c.atPrecision[row] = words.atPrecision;
    putCounted(row, entry, words.isCurrent);

    const firstTarget = placeFor(tables.targets, c.firstTarget, c.targetCount, row, targets.length);
    const t = tables.targets.columns();
    for (let index = 0; index < targets.length; index += 1) {
      const target = targets[index];
      if (!target) continue;
      const [country, type, missionId] = target;
      t.country[firstTarget + index] = countryNumber(country);
      t.type[firstTarget + index] = w.targetTypes.indexOf(type);
      t.mission[firstTarget + index] = missionId === null ? noCode : codes.mission.add(missionId);
    }
    const firstActor = placeFor(tables.actors, c.firstActor, c.actorCount, row, actors.length);
    const a = tables.actors.columns();
    for (let index = 0; index < actors.length; index += 1) {
      const actor = actors[index];
      if (!actor) continue;
      a.actor[firstActor + index] = codes.actor.add(actor[0]);
    }
    const firstTag = placeFor(tables.tags, c.firstTag, c.tagCount, row, tags.length);
    const tagColumn = tables.tags.columns().tag;
    for (let index = 0; index < tags.length; index += 1) {
      tagColumn[firstTag + index] = codes.tag.add(tags[index] ?? '');
    }
    if (words.isActive) active.add(n);
    else active.delete(n);
    setReaders(n, readers);
    if (leftOver >= minLeftOver) compactIfWorthwhile();
  }

  /** The values that only timeline and trends use. */
  function putCounted(row: number, entry: IndexEntry, isCurrent: boolean): void {
    const [, , , at, , , , , , , attackTypes, validFrom, validUntil, , killed, , endedAt] = entry;
    const c = tables.rows.columns();
    c.attackTypes[row] = attackTypeBits(attackTypes);
    c.killed[row] = killed?.[0] ?? 0;
    const from = validFrom ?? at;
    const end = Math.min(validUntil ?? Number.POSITIVE_INFINITY, endedAt ?? Number.POSITIVE_INFINITY);
    c.spanFrom[row] = from;
    c.spanTo[row] = isCurrent ? Number.NaN : Number.isFinite(end) ? Math.max(end, from) : from;
  }

  function remove(n: number): void {
    const row = rowOf(n);
    if (row < 0) return;
    const { profile, targetCount } = tables.rows.columns();
    profile[row] = removedCode;
    leftOver += 1 + (targetCount[row] ?? 0);
    rowPlusOne[n] = 0;
    events -= 1;
    active.delete(n);
    setReaders(n, []);
    if (leftOver >= minLeftOver) compactIfWorthwhile();
  }

  function addRow(n: number): number {
    const row = tables.rows.push(1);
    if (n >= rowPlusOne.length) {
      const larger = new Uint32Array(Math.ceil(n * 1.5) + 1);
      larger.set(rowPlusOne);
      rowPlusOne = larger;
    }
    rowPlusOne[n] = row + 1;
    events += 1;
    return row;
  }

  /** Where the values of a list go: where they are if their number has not changed, else at the end. */
  function placeFor(
    table: { push(count: number): number },
    first: Uint32Array,
    counts: Uint8Array,
    row: number,
    count: number,
  ): number {
    const before = counts[row] ?? 0;
    if (before === count && count > 0) return first[row] ?? 0;
    leftOver += before;
    const start = table.push(count);
    first[row] = start;
    counts[row] = count;
    return start;
  }

  function setReaders(n: number, readers: readonly string[]): void {
    for (const id of readersOf.get(n) ?? []) redEvents.get(id)?.delete(n);
    readersOf.delete(n);
    if (readers.length === 0) return;
    readersOf.set(n, readers);
    for (const id of readers) {
      const numbers = redEvents.get(id);
      if (numbers) numbers.add(n);
      else redEvents.set(id, new Set([n]));
    }
  }

  function readWords(joined: string) {
    const words = joined.split(',');
    const profile = profiles.codeOf(words);
    const state = profiles.byCode[profile];
    return {
      profile,
      isActive: state?.status === 'current' || w.isAttack(state?.phase),
      isCurrent: state?.status === 'current',
      atPrecision: precisions.indexOf(words[7] ?? ''),
      precision: placePrecisions.indexOf(words[8] ?? ''),
    };
  }

  function compactIfWorthwhile(): void {
    if (leftOver > (tables.rows.size() + tables.targets.size()) * maxLeftOverShare) compact();
  }

  /** Copies the rows in use to new columns, without those left over; happens automatically once there are many. */
  function compact(): void {
    const from = tables;
    const [rows, targets] = [from.rows.columns(), from.targets.columns()];
    const [actors, tags] = [from.actors.columns(), from.tags.columns()];
    const positions = from.positions.columns();
    tables = createTables();
    leftOver = 0;
    for (let row = 0; row < from.rows.size(); row += 1) {
      if (rows.profile[row] === removedCode) continue;
      const added = tables.rows.copy(rows, row, 1);
      const c = tables.rows.columns();
      c.firstTarget[added] = tables.targets.copy(
        targets,
        rows.firstTarget[row] ?? 0,
        rows.targetCount[row] ?? 0,
      );
      c.firstActor[added] = tables.actors.copy(actors, rows.firstActor[row] ?? 0, rows.actorCount[row] ?? 0);
      c.firstTag[added] = tables.tags.copy(tags, rows.firstTag[row] ?? 0, rows.tagCount[row] ?? 0);
      const position = rows.position[row] ?? unknownPosition;
      if (position !== unknownPosition) {
        const { lat, lon } = positions;
        c.position[added] = tables.positions.add(lat[position] ?? 0, lon[position] ?? 0);
      }
      rowPlusOne[rows.n[row] ?? 0] = added + 1;
    }
  }

  return {
    put,
    remove,
    compact,
    rowOf,
    profiles: profiles.byCode,
    codes,
    /** Valid until the next change. */
    rows: () => ({ size: tables.rows.size(), ...tables.rows.columns() }),
    targets: () => ({ size: tables.targets.size(), ...tables.targets.columns() }),
    actors: () => tables.actors.columns(),
    tags: () => tables.tags.columns(),
    positions: () => tables.positions.columns(),
    redEventsOf: (id: string): ReadonlySet<number> | undefined => redEvents.get(id),
    readersOf: (n: number) => readersOf.get(n) ?? [],
    active: (): ReadonlySet<number> => active,
    size: () => events,
  };
}

export type Columns = ReturnType<typeof createColumns>;

function createTables() {
  return {
    rows: createRows(),
    targets: createTargetRows(),
    actors: createActorRows(),
    tags: createTagRows(),
    positions: createPositions(),
  };
}
