import type { ExtractFinding, Quotation } from '@/db/model/extract';
import type { Country } from '@/db/model/places/countries';
import { findActors, type NamedActor } from './actors';
import { findAttacks } from './attacks';
import { findCounts } from './casualties';
import { findDays } from './dates';
import { languageOf } from './language';
import type { MissionWord } from './mission-words';
import { findNames, type NameFinding } from './names';
import { findPlaces, type PlaceMention } from './places';
import { publisherOf } from './publishers';
import { findTargets, type NamedTarget } from './targets';
import { tokensOf } from './tokens';

/** What is known of a text beside its words. */
export type Known = {
  /** Today in UTC: a day after it is offered, never set. */
  today: string;
  publishedOn: string | null;
  url: string | null;
  /** All actors that the reader may see. */
  actors: readonly NamedActor[];
};

/** A target as the text names it. The register says which mission it is. */
export type TargetFinding = {
  sending: Country;
  word: MissionWord;
  host: Country | null;
  city: string | null;
  from: Quotation;
};

/** `names` may be known to the register or the gazetteer. */
export type TextFindings = { findings: ExtractFinding[]; targets: TargetFinding[]; names: NameFinding[] };

const maxTitle = 200;
const maxQuotation = 160;

/**
 * Reads what a report says outright. It sets nothing that allows another reading: such findings are not sure, and
 * offered. The time is linear in the text.
 */
export function extract(text: string, { today, publishedOn, url, actors }: Known): TextFindings {
  const tokens = tokensOf(text);
  const quote = (start: number, end: number): Quotation => ({
    text: text.slice(start, Math.min(end, start + maxQuotation)),
    start,
    end,
  });
  const quoteTokens = (first: number, last: number) =>
    quote(tokens[first]?.start ?? 0, tokens[last]?.end ?? 0);
  const language = languageOf(tokens);
  const places = findPlaces(text, tokens);
  const targets = distinctTargets(findTargets(text, tokens, places));
  const findings: ExtractFinding[] = [...titleIn(text, quote)];

  const days = findDays(text, tokens, publishedOn);
  const distinct = [...new Map(days.map((one) => [one.day, one])).values()].slice(0, 8);
  for (const { day, isSure, start, end } of distinct) {
    const isOnly = distinct.length === 1 && isSure && day <= today;
    findings.push({ field: 'at', value: day, isSure: isOnly, from: quote(start, end) });
  }
  findings.push(...locationsIn(places, targets, quoteTokens));

  if (language !== null) {
    const said = new Set<string>();
    for (const { value, first, last } of findAttacks(text, tokens, language)) {
      const isSure = value.isSure ?? true;
      const from = quoteTokens(first, last);
      for (const one of value.attackTypes ?? [])
        addOnce(`attack ${one}`, { field: 'attackType', value: one, isSure, from });
      for (const one of value.weaponTypes ?? [])
        addOnce(`weapon ${one}`, { field: 'weaponType', value: one, isSure, from });
      if (value.isSuicide) addOnce('suicide', { field: 'suicide', value: true, isSure, from });
    }
    findings.push({ field: 'language', value: language, isSure: true, from: null });

    function addOnce(key: string, finding: ExtractFinding): void {
      const before = findings.findIndex(
        (one) => said.has(key) && one.field === finding.field && one.value === finding.value,
      );
      if (before < 0) findings.push(finding);
      else if (finding.isSure && findings[before]?.isSure === false) findings[before] = finding;
      said.add(key);
    }
  }

  const counts = findCounts(text, tokens);
  for (const what of ['killed', 'wounded'] as const) {
    const ofKind = counts.filter((one) => one.what === what);
    const values = new Map(ofKind.map((one) => [one.count, one]));
    for (const { count, isSure, first, last } of [...values.values()].slice(0, 4)) {
      const value = { min: count, max: count };
      const isOnly = values.size === 1 && ofKind.every((one) => one.isSure) && isSure;
      findings.push({ field: what, value, isSure: isOnly, from: quoteTokens(first, last) });
    }
  }
  for (const { actor, isSure, isClaiming, first, last } of findActors(text, tokens, actors)) {
    const value = { actorId: actor.id, name: actor.name, isClaiming };
    findings.push({ field: 'actor', value, isSure, from: quoteTokens(first, last) });
  }
  if (url !== null) {
    const publisher = publisherOf(url);
    if (publisher) findings.push({ field: 'publisher', value: publisher, isSure: true, from: null });
    findings.push({ field: 'url', value: url, isSure: true, from: null });
  }
  if (publishedOn !== null)
    findings.push({ field: 'publishedOn', value: publishedOn, isSure: true, from: null });
  return {
    findings,
    targets: targets.map(({ first, last, ...target }) => ({ ...target, from: quoteTokens(first, last) })),
    names: findNames(text, tokens, places, quoteTokens),
  };
}

/** The first line, if it can be a headline. */
function titleIn(text: string, quote: (start: number, end: number) => Quotation): ExtractFinding[] {
  const match = /\S[^\r\n]{0,400}/.exec(text);
  if (!match) return [];
  const start = match.index;
  const line = match[0].trimEnd();
  const end = /[.!?…](?=\s)/.exec(line);
  const title = line.length <= maxTitle ? line : end ? line.slice(0, end.index + 1) : '';
  if (title.length < 10 || title.length > maxTitle || !/\p{L}{2}/u.test(title) || /^https?:/i.test(title))
    return [];
  const value = title.replace(/\.$/, '');
  return [{ field: 'title', value, isSure: true, from: quote(start, start + title.length) }];
}

/** One for each mission that is named, with the fullest account of where it is. */
function distinctTargets(named: readonly NamedTarget[]): NamedTarget[] {
  const kept = new Map<string, NamedTarget>();
  for (const target of named) {
    // A diplomat of a country whose mission is named adds nothing.
    const key = `${target.sending} ${target.word.type} ${target.host ?? ''} ${target.city ?? ''}`;
    if (!kept.has(key)) kept.set(key, target);
  }
  const all = [...kept.values()];
  const isVaguer = (one: NamedTarget, other: NamedTarget) =>
    other !== one &&
    other.sending === one.sending &&
    (other.word.type === one.word.type || one.word.type === 'diplomat') &&
    ((one.host === null && (other.host !== null || one.word.type === 'diplomat')) ||
      (one.host === other.host && one.city === null && other.city !== null));
  return all.filter((one) => !all.some((other) => isVaguer(one, other))).slice(0, 10);
}

function locationsIn(
  places: readonly PlaceMention[],
  targets: readonly NamedTarget[],
  quote: (first: number, last: number) => Quotation,
): ExtractFinding[] {
  const hosts = targets.flatMap(({ host, city, first, last }) =>
    host === null ? [] : [{ country: host, city, first, last }],
  );
  const isSending = (country: Country) => targets.some(({ sending }) => sending === country);
  const named = places.flatMap(({ value: { countries, city }, first, last }) =>
    countries.map((country) => ({ country, city, first, last, isSure: countries.length === 1 })),
  );
  const cities = named.filter(({ city }) => city !== null);
  const countries = named.filter(({ city, country }) => city === null && !isSending(country));
  const given = hosts.length > 0 ? hosts : cities.length > 0 ? cities : countries;
  const distinct = [...new Map(given.map((one) => [`${one.country} ${one.city ?? ''}`, one])).values()];
  // "the embassy in Kabul" and "in Afghanistan" are one place.
  const finest = distinct.filter(
    (one) =>
      one.city !== null || !distinct.some(({ country, city }) => country === one.country && city !== null),
  );
  return finest.slice(0, 6).map((one) => ({
    field: 'location' as const,
    value: { country: one.country, city: one.city },
    isSure: finest.length === 1 && !('isSure' in one && one.isSure === false),
    from: quote(one.first, one.last),
  }));
}
