import * as w from '@/db/model/words';
import { countryCodeCount } from './codes';
import type { Columns } from './columns';
import { createTopRows } from './top-rows';

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
  // Only host countries that occur have a column in the tables, and those have one row for each actor.
  const hosts = hostsOf(evaluated, host);
  const width = hosts.length;
  const columnOf = new Uint16Array(countryCodeCount);
  hosts.forEach((code, column) => {
    columnOf[code] = column;
  });
  const times = new Float64Array(columns.codes.actor.size() * width).fill(Number.POSITIVE_INFINITY);
  const firstRows = new Uint32Array(times.length);
  for (let row = 0; row < evaluated.length; row += 1) {
    if (evaluated[row] !== 0) continue;
    const count = actorCount[row] ?? 0;
    if (count === 0) continue;
    const start = firstActor[row] ?? 0;
    const column = columnOf[host[row] ?? 0] ?? 0;
    const time = at[row] ?? 0;
    for (let index = start; index < start + count; index += 1) {
      const code = actor[index] ?? 0;
      const key = code * width + column;
      if (time >= (times[key] ?? 0) || (isWanted && isWanted[code] === 0)) continue;
      times[key] = time;
      firstRows[key] = row;
    }
  }
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = options;
  const { textOf } = columns.codes.actor;
  const actorOf = (key: number) => Math.floor(key / width);
  const hostOf = (key: number) => hosts[key % width] ?? 0;
  const latest = createTopRows(options.top, (a, b) => {
    const [x, y] = [times[a] ?? 0, times[b] ?? 0];
    if (x !== y) return x < y;
    if (hostOf(a) !== hostOf(b)) return hostOf(a) > hostOf(b);
    return textOf(actorOf(a)) > textOf(actorOf(b));
  });
  times.forEach((time, key) => {
    if (time >= from && time < to && time !== Number.POSITIVE_INFINITY) latest.add(key);
  });
  return latest.sorted().map((key) => ({
    actor: actorOf(key),
    host: hostOf(key),
    at: times[key] ?? 0,
    precision: w.precisions[atPrecision[firstRows[key] ?? 0] ?? 0] ?? 'minute',
  }));
}

/** The host countries of matching events. */
function hostsOf(evaluated: Uint8Array, host: Uint16Array): number[] {
  const occurs = new Uint8Array(countryCodeCount);
  for (let row = 0; row < evaluated.length; row += 1) if (evaluated[row] === 0) occurs[host[row] ?? 0] = 1;
  return [...occurs.keys()].filter((code) => occurs[code] === 1);
}
