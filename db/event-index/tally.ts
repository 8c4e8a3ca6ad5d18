import * as w from '@/db/model/words';
import { countryCodeCount, countryOf } from './codes';
import type { Columns } from './columns';
import { type Evaluation, fails, targetFails } from './evaluate';
import type { Profile } from './profiles';

type FacetName =
  | 'targeted'
  | 'kind'
  | 'host'
  | 'targetType'
  | 'severity'
  | 'status'
  | 'verification'
  | 'actor';

/** Most frequent first. */
export type Tally = {
  facets: Record<FacetName, { value: string; events: number }[]>;
  currentThreats: number;
  ongoing: number;
  /** Matching incidents whose time is `since` or later. */
  incidentsSince: number;
};

const profileFacets = ['kind', 'severity', 'status', 'verification'] as const;

/**
 * Counts the values of all facets. A facet counts the events that meet all conditions but its own; those of targets
 * count the targets that meet the other conditions of targets, and an event once per value.
 */
export function tally(columns: Columns, { rows, targets }: Evaluation, since: number): Tally {
  const { profile, host, at, firstTarget, targetCount, firstActor, actorCount } = columns.rows();
  const { country, type } = columns.targets();
  const { actor } = columns.actors();
  const isIncident = Uint8Array.from(columns.profiles, (one) => (one?.kind === 'incident' ? 1 : 0));
  // Events by profile, by what they fail: those of a facet are the matching ones and those that fail its filter only.
  const profileCount = columns.profiles.length;
  const matchingByProfile = new Uint32Array(profileCount);
  const byProfile: Uint32Array[] = [matchingByProfile];
  for (const name of profileFacets) byProfile[fails[name]] = new Uint32Array(profileCount);
  const hosts = new Uint32Array(countryCodeCount);
  const countries = createOncePerEvent(countryCodeCount);
  const types = createOncePerEvent(w.targetTypes.length);
  const actors = createOncePerEvent(columns.codes.actor.size());
  let incidentsSince = 0;

  for (let row = 0; row < rows.length; row += 1) {
    const failed = rows[row] ?? 0;
    if (failed === 0) {
      const of = profile[row] ?? 0;
      matchingByProfile[of] = (matchingByProfile[of] ?? 0) + 1;
      if ((at[row] ?? 0) >= since && isIncident[of] === 1) incidentsSince += 1;
    } else if (failed >= fails.excluded) continue;
    if (failed === 0 || failed === fails.host) {
      const of = host[row] ?? 0;
      hosts[of] = (hosts[of] ?? 0) + 1;
    }
    if (failed === 0 || failed === fails.actor) {
      const first = firstActor[row] ?? 0;
      for (let index = first; index < first + (actorCount[row] ?? 0); index += 1)
        actors.count(actor[index] ?? 0, row);
    }
    if (failed === 0 || failed === fails.target) {
      const first = firstTarget[row] ?? 0;
      for (let index = first; index < first + (targetCount[row] ?? 0); index += 1) {
        const targetFailed = targets[index] ?? 0;
        if ((targetFailed & ~targetFails.targeted) === 0) countries.count(country[index] ?? 0, row);
        if ((targetFailed & ~targetFails.targetType) === 0) types.count(type[index] ?? 0, row);
      }
    } else {
      const counts = byProfile[failed];
      const of = profile[row] ?? 0;
      if (counts) counts[of] = (counts[of] ?? 0) + 1;
    }
  }

  const ofProfiles = (name: (typeof profileFacets)[number]) => {
    const counts = new Map<string, number>();
    const own = byProfile[fails[name]];
    columns.profiles.forEach((one: Profile | null, code) => {
      const value = one?.[name];
      const events = (matchingByProfile[code] ?? 0) + (own?.[code] ?? 0);
      if (value && events > 0) counts.set(value, (counts.get(value) ?? 0) + events);
    });
    return sorted(counts);
  };
  const countWhere = (isCounted: (profile: Profile) => boolean) =>
    columns.profiles.reduce(
      (sum, one, code) => sum + (one && isCounted(one) ? (matchingByProfile[code] ?? 0) : 0),
      0,
    );
  return {
    facets: {
      targeted: toFacet(countries.counts, countryOf),
      kind: ofProfiles('kind'),
      host: toFacet(hosts, countryOf),
      targetType: toFacet(types.counts, (code) => w.targetTypes[code] ?? ''),
      severity: ofProfiles('severity'),
      status: ofProfiles('status'),
      verification: ofProfiles('verification'),
      actor: toFacet(actors.counts, columns.codes.actor.textOf),
    },
    currentThreats: countWhere(({ status }) => status === 'current'),
    ongoing: countWhere(({ phase }) => w.isAttack(phase)),
    incidentsSince,
  };
}

/** Counts codes, each once for the same row. */
function createOncePerEvent(size: number) {
  const counts = new Uint32Array(size);
  const lastRow = new Int32Array(size).fill(-1);
  return {
    counts,
    count(code: number, row: number): void {
      if (lastRow[code] === row) return;
      lastRow[code] = row;
      counts[code] = (counts[code] ?? 0) + 1;
    },
  };
}

function toFacet(counts: Uint32Array, textOf: (code: number) => string): { value: string; events: number }[] {
  const found = new Map<string, number>();
  counts.forEach((events, code) => {
    if (events > 0) found.set(textOf(code), events);
  });
  return sorted(found);
}

function sorted(counts: ReadonlyMap<string, number>): { value: string; events: number }[] {
  return [...counts]
    .map(([value, events]) => ({ value, events }))
    .sort((a, b) => b.events - a.events || (a.value < b.value ? -1 : 1));
}
