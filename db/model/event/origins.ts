import { fold } from '@/db/model/values/fold';
import type { Source } from './event';

type Named = Pick<Source, 'publisher' | 'origin'> & { publisherFamily?: string | null };

/** How many independent origins a corroborated record needs. */
export const neededOrigins = 2;

/**
 * The sources whose origin is stated, grouped by independent origin: sources that repeat one report, or come from one
 * house, are one group. A source whose origin is not stated is not checked and counts for nothing. A publisher's own
 * report names the publisher as its origin.
 */
export function originsOf<T extends Named>(sources: readonly T[]): T[][] {
  const houses = createHouses(sources);
  const groups = new Map<string, T[]>();
  for (const source of sources) {
    const name = nameOf(source.origin);
    if (name === null) continue;
    const house = houses.of(name);
    groups.set(house, [...(groups.get(house) ?? []), source]);
  }
  return [...groups.values()];
}

/** The number of independent origins: five papers that repeat one agency's report count as one. */
export function independentOrigins(sources: readonly Named[]): number {
  return originsOf(sources).length;
}

/** The number of sources whose origin nobody has stated. */
export function uncheckedSources(sources: readonly Named[]): number {
  return sources.filter(({ origin }) => nameOf(origin) === null).length;
}

/** Does the source state that its publisher reported it first-hand? */
export function isOwnReport({ publisher, origin }: Named): boolean {
  const name = nameOf(origin);
  return name !== null && name === nameOf(publisher);
}

/** Do the sources lack the independent origins that a corroborated record needs? */
export function lacksOrigins(sources: readonly Named[]): boolean {
  return independentOrigins(sources) < neededOrigins;
}

/** The names that stand for one house. A family joins the names of its publishers, wherever one of them is an origin. */
function createHouses(sources: readonly Named[]): { of(name: string): string } {
  const joined = new Map<string, string>();
  const of = (name: string): string => {
    const next = joined.get(name);
    return next === undefined ? name : of(next);
  };
  for (const { publisher, publisherFamily } of sources) {
    const [title, family] = [nameOf(publisher), nameOf(publisherFamily)];
    if (title === null || family === null) continue;
    const [from, to] = [of(title), of(family)];
    if (from !== to) joined.set(from, to);
  }
  return { of };
}

function nameOf(text: string | null | undefined): string | null {
  const name = fold(text?.trim() ?? '');
  return name === '' ? null : name;
}
