import type { TrendRows } from '@/db/model/trends';
import * as w from '@/db/model/words';
import { countryCodeCount, countryOf } from './codes';
import type { Columns } from './columns';
import type { Evaluation } from './evaluate';

/**
 * The values by which matching events are counted, as codes: `codes[i]` is a value of the event in row `rows[i]`. The
 * rows ascend, and a row has each of its values once.
 */
export type TrendValues = {
  codeCount: number;
  textOf(code: number): string;
  rows: Uint32Array;
  codes: Uint32Array;
};

/**
 * The values of a property. Of targets only those that meet the conditions of the filter are read, and only actors
 * that it names if it names any, so that the records of a figure are found by the filter with its value.
 */
export function createTrendValues(
  columns: Columns,
  { rows: evaluated, targets: targetFails }: Evaluation,
  property: TrendRows,
  actors: readonly string[] | undefined,
): TrendValues {
  const { host, firstTarget, targetCount, firstActor, actorCount } = columns.rows();
  const ofTargets = (values: Uint16Array | Uint8Array) =>
    readLists(evaluated, { first: firstTarget, count: targetCount, values, isLeftOut: targetFails });

  switch (property) {
    case 'targeted':
      return { codeCount: countryCodeCount, textOf: countryOf, ...ofTargets(columns.targets().country) };
    case 'targetType':
      return { ...ofWords(w.targetTypes), ...ofTargets(columns.targets().type) };
    case 'host':
      return { codeCount: countryCodeCount, textOf: countryOf, ...readSingles(evaluated, host) };
    case 'actor': {
      const { actor } = columns.actors();
      const { size, textOf, tableOf } = columns.codes.actor;
      const isWanted = actors && tableOf(actors);
      const isLeftOut = isWanted && Uint8Array.from(actor, (code) => 1 - (isWanted[code] ?? 0));
      const lists = { first: firstActor, count: actorCount, values: actor, isLeftOut };
      return { codeCount: size(), textOf, ...readLists(evaluated, lists) };
    }
    case 'attackType':
      return { ...ofWords(w.attackTypes), ...readBits(evaluated, columns.rows().attackTypes) };
    case 'severity':
      return { ...ofWords(w.severities), ...ofProfiles(columns, evaluated, w.severities, 'severity') };
    case 'outcome':
      return { ...ofWords(w.threatStatuses), ...ofProfiles(columns, evaluated, w.threatStatuses, 'status') };
  }
}

type Pairs = Pick<TrendValues, 'rows' | 'codes'>;

function ofWords(words: readonly string[]) {
  return { codeCount: words.length, textOf: (code: number) => words[code] ?? '' };
}

function readSingles(evaluated: Uint8Array, values: Uint16Array): Pairs {
  const pairs = createPairs(evaluated.length);
  let size = 0;
  for (let row = 0; row < evaluated.length; row += 1) {
    if (evaluated[row] !== 0) continue;
    pairs.rows[size] = row;
    pairs.codes[size] = values[row] ?? 0;
    size += 1;
  }
  return firstOf(pairs, size);
}

type Lists = {
  first: Uint32Array;
  count: Uint8Array;
  values: Uint8Array | Uint16Array | Uint32Array;
  /** Not 0 for each value that is not counted. */
  isLeftOut: Uint8Array | undefined;
};

function readLists(evaluated: Uint8Array, { first, count, values, isLeftOut }: Lists): Pairs {
  const pairs = createPairs(values.length);
  const { rows, codes } = pairs;
  let size = 0;
  for (let row = 0; row < evaluated.length; row += 1) {
    if (evaluated[row] !== 0) continue;
    const start = first[row] ?? 0;
    const end = start + (count[row] ?? 0);
    const before = size;
    for (let index = start; index < end; index += 1) {
      if (isLeftOut && isLeftOut[index] !== 0) continue;
      const code = values[index] ?? 0;
      let known = before;
      while (known < size && codes[known] !== code) known += 1;
      if (known < size) continue;
      rows[size] = row;
      codes[size] = code;
      size += 1;
    }
  }
  return firstOf(pairs, size);
}

function readBits(evaluated: Uint8Array, bits: Uint16Array): Pairs {
  let total = 0;
  for (let row = 0; row < evaluated.length; row += 1) {
    if (evaluated[row] === 0) for (let left = bits[row] ?? 0; left !== 0; left &= left - 1) total += 1;
  }
  const pairs = createPairs(total);
  let size = 0;
  for (let row = 0; row < evaluated.length; row += 1) {
    if (evaluated[row] !== 0) continue;
    for (let left = bits[row] ?? 0; left !== 0; left &= left - 1) {
      pairs.rows[size] = row;
      pairs.codes[size] = 31 - Math.clz32(left & -left);
      size += 1;
    }
  }
  return pairs;
}

function ofProfiles(
  columns: Columns,
  evaluated: Uint8Array,
  words: readonly string[],
  name: 'severity' | 'status',
): Pairs {
  const { profile } = columns.rows();
  const codeOf = Int8Array.from(columns.profiles, (one) => words.indexOf(one?.[name] ?? ''));
  const pairs = createPairs(evaluated.length);
  let size = 0;
  for (let row = 0; row < evaluated.length; row += 1) {
    if (evaluated[row] !== 0) continue;
    const code = codeOf[profile[row] ?? 0] ?? -1;
    if (code < 0) continue;
    pairs.rows[size] = row;
    pairs.codes[size] = code;
    size += 1;
  }
  return firstOf(pairs, size);
}

function createPairs(capacity: number): Pairs {
  return { rows: new Uint32Array(capacity), codes: new Uint32Array(capacity) };
}

function firstOf({ rows, codes }: Pairs, size: number): Pairs {
  return { rows: rows.subarray(0, size), codes: codes.subarray(0, size) };
}
