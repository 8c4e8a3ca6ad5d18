import type { EventInput } from '@/db/model/event/event';
import { isOwnReport } from '@/db/model/event/origins';
import { namesOfCity } from '@/db/model/places/city-names';
import { kmBetween } from '@/db/model/places/distance';
import type { SimilarDraft } from '@/db/model/similar';
import { fold } from '@/db/model/values/fold';
import { dayMillis, startMillis } from '@/db/model/values/moment';
import { normalizeAddress } from '@/db/model/values/web-address';
import { type SimilarityReason, similarityReasons } from '@/db/model/words';
import { type ComparedText, comparedText, textNearness } from './text';

type Target = EventInput['targets'][number];

/** What is compared of a draft or an event; make it once for many comparisons. */
export type Compared = {
  text: ComparedText;
  /** In ms; null while it is not known. */
  at: number | null;
  targets: readonly Target[];
  country: string | null;
  cities: ReadonlySet<string>;
  point: { lat: number; lon: number } | null;
  urls: ReadonlySet<string>;
  origins: ReadonlySet<string>;
};

export type Similarity = { score: number; reasons: SimilarityReason[] };

/** Events that are farther apart are not told about one day (ms). */
export const nearDateMillis = 3 * dayMillis;
/** A text or address that is this much older was seen before (ms). */
const recycledMillis = 30 * dayMillis;
const samePlaceKm = 1;
const leastNearness = 0.5;
/** Less is no candidate: two things happen in one city on one day. */
export const leastScore = 0.5;

/** What an event is compared by. */
export function comparedOf({ title, summary, at, targets, location, sources }: SimilarDraft): Compared {
  const { country = null, city = null, lat = null, lon = null } = location ?? {};
  const hasCity = country !== null && city !== null;
  return {
    text: comparedText({ title, summary }),
    at: at ? startMillis(at) : null,
    targets,
    country,
    cities: new Set(hasCity ? namesOfCity(country, city).map(fold) : []),
    point: lat === null || lon === null ? null : { lat, lon },
    urls: new Set(sources.flatMap(({ url }) => (url ? [normalizeAddress(url)] : []))),
    origins: new Set(sources.flatMap(originNames)),
  };
}

/** The origin that a source repeats; a publisher's own report repeats none. */
function originNames({ publisher, origin }: SimilarDraft['sources'][number]): string[] {
  const isOwn = origin && publisher !== undefined && isOwnReport({ publisher, origin });
  return origin?.trim() && !isOwn ? [fold(origin.trim())] : [];
}

/**
 * How similar two events are, 0 to 1, and why. Symmetric. Each reason raises the score, and none lowers it. Targets and
 * places count within days only; texts and addresses count across all years.
 */
export function similarityOf(one: Compared, other: Compared): Similarity {
  const apart = one.at === null || other.at === null ? null : Math.abs(one.at - other.at);
  const isNear = apart !== null && apart <= nearDateMillis;
  const nearness = textNearness(one.text, other.text);
  const hasNearText = nearness >= leastNearness;
  const hasSameUrl = haveCommon(one.urls, other.urls);
  const weights: Partial<Record<SimilarityReason, number>> = {
    ...(hasSameUrl && { 'same-url': 0.9 }),
    ...(hasNearText && { 'near-text': 0.5 + (0.3 * (nearness - leastNearness)) / (1 - leastNearness) }),
    ...(haveCommon(one.origins, other.origins) && { 'same-origin': 0.3 }),
    ...((hasNearText || hasSameUrl) && apart !== null && apart > recycledMillis && { recycled: 0.05 }),
    ...(isNear && {
      'near-date': apart < dayMillis ? 0.3 : 0.2,
      ...weightsOfPlace(one, other),
    }),
  };
  const reasons = similarityReasons.filter((reason) => weights[reason] !== undefined);
  const left = reasons.reduce((product, reason) => product * (1 - (weights[reason] ?? 0)), 1);
  return { score: 1 - left, reasons };
}

function weightsOfPlace(one: Compared, other: Compared): Partial<Record<SimilarityReason, number>> {
  const target = weightOfTargets(one, other);
  const place = weightOfPlace(one, other);
  return { ...(target > 0 && { 'same-target': target }), ...(place > 0 && { 'same-place': place }) };
}

/** The same mission or visit tells more than the same country's embassy in one country. */
function weightOfTargets(one: Compared, other: Compared): number {
  let weight = 0;
  for (const own of one.targets) {
    for (const theirs of other.targets) {
      if (own.missionId !== null && own.missionId === theirs.missionId) return 0.45;
      if (own.visitId !== null && own.visitId === theirs.visitId) return 0.45;
      const isOther = own.missionId !== null && theirs.missionId !== null;
      const isSameKind = own.country === theirs.country && own.type === theirs.type;
      if (isSameKind && !isOther && one.country !== null && one.country === other.country) weight = 0.3;
    }
  }
  return weight;
}

function weightOfPlace(one: Compared, other: Compared): number {
  if (one.point && other.point && kmBetween(one.point, other.point) <= samePlaceKm) return 0.35;
  return one.country === other.country && haveCommon(one.cities, other.cities) ? 0.2 : 0;
}

function haveCommon(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  for (const value of one) if (other.has(value)) return true;
  return false;
}
