import * as w from '@/db/model/words';
import { countryCodeCount } from './codes';
import type { Columns } from './columns';

/** Codes of an actor and a host country, and the first event of both. `at` in ms. */
type FirstSeen = { actor: number; host: number; at: number; precision: w.Precision };

type Options = {
  top: number;
  from?: number | undefined;
  to?: number | undefined;
  actor?: readonly string[] | undefined;
};

/**
 * When each actor was first recorded in each host country, if that is in the period; latest first. `evaluated` has 0
 * for each row that matches, whatever its time.
 */
export function findFirstSeen(columns: Columns, evaluated: Uint8Array, options: Options): FirstSeen[] {
  const { at, atPrecision, host, firstActor, actorCount } = columns.rows();
  const { actor } = columns.actors();
  const isWanted = options.actor && columns.codes.actor.tableOf(options.actor);
  /** The row of the first event, by actor and host. */
  const first = new Map<number, number>();
  for (let row = 0; row < evaluated.length; row += 1) {
    if (evaluated[row] !== 0) continue;
    const start = firstActor[row] ?? 0;
    for (let index = start; index < start + (actorCount[row] ?? 0); index += 1) {
      const code = actor[index] ?? 0;
      if (isWanted && isWanted[code] === 0) continue;
      const key = code * countryCodeCount + (host[row] ?? 0);
      const known = first.get(key);
      if (known === undefined || (at[row] ?? 0) < (at[known] ?? 0)) first.set(key, row);
    }
  }
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = options;
  const { textOf } = columns.codes.actor;
  return [...first]
    .map(([key, row]) => ({
      actor: Math.floor(key / countryCodeCount),
      host: key % countryCodeCount,
      at: at[row] ?? 0,
      precision: w.precisions[atPrecision[row] ?? 0] ?? 'minute',
    }))
    .filter((one) => one.at >= from && one.at < to)
    .sort((a, b) => b.at - a.at || a.host - b.host || (textOf(a.actor) < textOf(b.actor) ? -1 : 1))
    .slice(0, options.top);
}
