import type { Principal } from '@/db/model/access/principal';
import type { Facets, Figures, Threatened } from '@/db/model/board';
import { highestSeverity, threatenedBy } from '@/db/model/event/threatened';
import type { Filter } from '@/db/model/filter';
import { type Country, isCountry } from '@/db/model/places/countries';
import { dayMillis } from '@/db/model/values/moment';
import { visibleActive } from './active';
import { evaluate } from './evaluate';
import type { EventIndex } from './event-index';
import type { IndexSource } from './source';
import { type Tally, tally } from './tally';

/** Incidents are counted for the last 30 days. */
export const recentMillis = 30 * dayMillis;

/** Computes the board from the index; `own` are the countries whose missions come first within each tier. */
export function createBoard(index: EventIndex, source: IndexSource, own: readonly Country[]) {
  return async (who: Principal, given: Filter, now: number): Promise<Figures> => {
    const columns = index.columns();
    const filter = await source.locate(given);
    const found = filter.q ? await source.search(filter.q) : null;
    const counted = tally(columns, evaluate(columns, who, filter, found), now - recentMillis);

    const all = await visibleActive(index, source, who);
    const numbersFound = found && new Set(found);
    const events = all.map(([, event]) => event);
    const searched = numbersFound
      ? all.flatMap(([n, event]) => (numbersFound.has(n) ? [event] : []))
      : events;
    const total = threatenedBy(events, {}, now, own);
    const isFiltered = Object.values(given).some((value) => value !== undefined && value !== '');
    const threatened = isFiltered ? threatenedBy(searched, filter, now, own) : total;
    const inDanger = filter.targeted
      ? threatenedBy(searched, { ...filter, targeted: undefined }, now, own)
      : threatened;
    return {
      asOf: await source.lastChangeAt(who),
      threatened,
      total: { threatened: total.length, highest: highestSeverity(total) },
      counts: {
        currentThreats: counted.currentThreats,
        ongoing: counted.ongoing,
        threatenedCountries: new Set(threatened.map(({ country }) => country)).size,
        incidents30d: counted.incidentsSince,
      },
      nearAt: filter.nearAt,
      facets: await toFacets(source, counted.facets, inDanger),
    };
  };
}

async function toFacets(
  source: IndexSource,
  counted: Tally['facets'],
  inDanger: readonly Threatened[],
): Promise<Facets> {
  const { targeted, actor, ...others } = counted;
  const threatened = new Map<string, number>();
  for (const { country } of inDanger) threatened.set(country, (threatened.get(country) ?? 0) + 1);
  const names = await source.actorNames(actor.map(({ value }) => value));
  return {
    ...others,
    targeted: targeted.flatMap(({ value, events }) =>
      isCountry(value) ? [{ country: value, events, threatened: threatened.get(value) ?? 0 }] : [],
    ),
    actor: actor.map((one) => ({ ...one, name: names.get(one.value) ?? '' })),
  };
}
