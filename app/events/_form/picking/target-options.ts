import type { Country } from '@/db/model/places/countries';
import { findCountryMentions, mentionRank } from '@/db/model/places/country-mentions';
import type { Mission, Visit } from '@/db/model/reference';
import { words } from '@/db/model/values/fold';
import { missionTypes } from '@/db/model/words';
import { countriesNamedIn } from '../country-search';
import { missionOption, type TargetOption, visitOption } from '../state/targets';

/** The options for a text, by group; `isWholeFirst` if the text names only countries. */
export type TargetOffer = {
  missions: TargetOption[];
  /** How many more missions were found than are shown. */
  hidden: number;
  visits: TargetOption[];
  /** A country alone, and all its missions in the host country. */
  whole: TargetOption[];
  isWholeFirst: boolean;
};

type Found = {
  missions: readonly Mission[];
  visits: readonly Visit[];
  /** The record's country, if known. */
  host: Country | null;
  /** Sorts by name in the user's language. */
  compare: (one: Mission, other: Mission) => number;
};

const maxMissions = 60;
const maxCountries = 4;

/** Sorts the search results for a text into the order in which they are offered. */
export function offerFor(query: string, { missions, visits, host, compare }: Found): TargetOffer {
  const { countries: called, rest } = findCountryMentions(query);
  const begun = countriesNamedIn(query);
  const isWholeFirst = called.length > 0 ? rest.length === 0 : begun.length > 0 && words(query).length === 1;
  const sorted = [...missions].sort(
    (a, b) => mentionRank(called, a) - mentionRank(called, b) || rankOf(a) - rankOf(b) || compare(a, b),
  );
  const senders =
    called.length > 0 ? called : begun.length > 0 ? begun : sorted.map(({ sending }) => sending);
  const [, second = null] = called;
  return {
    missions: sorted.slice(0, maxMissions).map(missionOption),
    hidden: Math.max(0, sorted.length - maxMissions),
    visits: visits.map(visitOption),
    whole: [...new Set(senders)].slice(0, maxCountries).flatMap((country) => {
      const where = host ?? (second === country ? null : second);
      const alone: TargetOption = { is: 'country', country, host: where === country ? null : where };
      return where === country ? [alone] : [alone, { is: 'all-missions', country, host: where }];
    }),
    isWholeFirst,
  };
}

function rankOf({ type }: Mission): number {
  return missionTypes.indexOf(type);
}

/**
 * The only option that remaining text can mean: the only mission or visit found (of the countries it names), or the
 * country if it names nothing else.
 */
export function exactTarget(options: readonly TargetOption[], query: string): TargetOption | null {
  const { countries: called, rest } = findCountryMentions(query);
  const [country] = called;
  if (called.length === 1 && rest.length === 0) {
    return options.find((option) => option.is === 'country' && option.country === country) ?? null;
  }
  const named = options.filter(
    (option) =>
      option.is === 'visit' ||
      (option.is === 'mission' && (country === undefined || option.mission.sending === country)),
  );
  return named.length === 1 ? (named[0] ?? null) : null;
}
