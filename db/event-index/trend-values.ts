import type { TrendRows } from '@/db/model/trends';
import * as w from '@/db/model/words';
import { countryCodeCount, countryOf } from './codes';
import type { Columns } from './columns';
import type { Evaluation } from './evaluate';

/** Reads the values by which a matching event is counted, as codes. */
export type TrendValues = {
  codeCount: number;
  textOf(code: number): string;
  /** Writes the codes of a row to `codes`, each once, and returns how many there are. */
  read(row: number, codes: Uint32Array): number;
};

/** As many as a row has at most: 20 targets. */
export const maxValues = 32;

/**
 * The values of a property. Of targets only those that meet the conditions of the filter are read, and only actors
 * that it names if it names any, so that the records of a figure are found by the filter with its value.
 */
export function createTrendValues(
  columns: Columns,
  { targets: targetFails }: Pick<Evaluation, 'targets'>,
  rows: TrendRows,
  actors: readonly string[] | undefined,
): TrendValues {
  const { profile, host, firstTarget, targetCount, firstActor, actorCount, attackTypes } = columns.rows();
  const readTargets = (values: Uint16Array | Uint8Array) => (row: number, codes: Uint32Array) => {
    const first = firstTarget[row] ?? 0;
    let count = 0;
    for (let index = first; index < first + (targetCount[row] ?? 0); index += 1) {
      if (targetFails[index] === 0) count = addOnce(codes, count, values[index] ?? 0);
    }
    return count;
  };
  const readWord = (words: readonly string[], wordOf: (code: number) => string | null | undefined) => {
    const codeOf = Int8Array.from(columns.profiles, (_, code) => words.indexOf(wordOf(code) ?? ''));
    return {
      codeCount: words.length,
      textOf: (code: number) => words[code] ?? '',
      read: (row: number, codes: Uint32Array) => {
        const code = codeOf[profile[row] ?? 0] ?? -1;
        if (code < 0) return 0;
        codes[0] = code;
        return 1;
      },
    };
  };

  switch (rows) {
    case 'targeted':
      return {
        codeCount: countryCodeCount,
        textOf: countryOf,
        read: readTargets(columns.targets().country),
      };
    case 'targetType':
      return {
        codeCount: w.targetTypes.length,
        textOf: (code) => w.targetTypes[code] ?? '',
        read: readTargets(columns.targets().type),
      };
    case 'host':
      return {
        codeCount: countryCodeCount,
        textOf: countryOf,
        read: (row, codes) => {
          codes[0] = host[row] ?? 0;
          return 1;
        },
      };
    case 'actor': {
      const { actor } = columns.actors();
      const isWanted = actors && columns.codes.actor.tableOf(actors);
      return {
        codeCount: columns.codes.actor.size(),
        textOf: columns.codes.actor.textOf,
        read: (row, codes) => {
          const first = firstActor[row] ?? 0;
          let count = 0;
          for (let index = first; index < first + (actorCount[row] ?? 0); index += 1) {
            const code = actor[index] ?? 0;
            if (!isWanted || isWanted[code] === 1) count = addOnce(codes, count, code);
          }
          return count;
        },
      };
    }
    case 'attackType':
      return {
        codeCount: w.attackTypes.length,
        textOf: (code) => w.attackTypes[code] ?? '',
        read: (row, codes) => {
          let count = 0;
          for (let bits = attackTypes[row] ?? 0, code = 0; bits > 0; bits >>= 1, code += 1) {
            if ((bits & 1) === 0) continue;
            codes[count] = code;
            count += 1;
          }
          return count;
        },
      };
    case 'severity':
      return readWord(w.severities, (code) => columns.profiles[code]?.severity);
    case 'outcome':
      return readWord(w.threatStatuses, (code) => columns.profiles[code]?.status);
  }
}

function addOnce(codes: Uint32Array, count: number, code: number): number {
  for (let index = 0; index < count; index += 1) if (codes[index] === code) return count;
  codes[count] = code;
  return count + 1;
}
