import type { EventInput } from '@/db/model/event/event';
import { type Country, countryCodes } from '@/db/model/places/countries';
import type { Mission } from '@/db/model/reference';
import * as w from '@/db/model/words';
import { type Chance, createChance } from '../../support/chance';

/** The records that events refer to. */
export type World = { missions: readonly Mission[]; actorIds: readonly string[]; now: number };

/** A word that occurs in 20,000 events, whatever the size. */
export const commonWord = 'zeltaplan';
const commonWordRecords = 20_000;

const years = 12;
const year = 365.25 * 86_400_000;
const activeShare = 0.03;
/** Threats stay current for weeks, not years: only the newest events are active. */
const recentRecords = 20_000;

/**
 * Events like those of a world-wide board over many years: few countries, hosts, actors and words account for most
 * of them, most are marked clear or amber and 1 % red, 3 % of the newest 20,000 are active, and 2 % were logged
 * late. The same size and time produce the same events.
 */
export function* generateEvents(size: number, { missions, actorIds, now }: World): Generator<EventInput> {
  const chance = createChance(size);
  const { below, isOf, skewed, weighted } = chance;
  const vocabulary = makeVocabulary(chance, 6_000);
  const word = skewed(vocabulary, 0.9);
  const actor = skewed(actorIds);
  const host = skewed([...hostsBySize(missions)], 0.9);
  const tag = skewed(vocabulary.slice(100, 400));
  const publisher = skewed(vocabulary.slice(400, 900).map((name) => `${name} news`));
  const anyCountry = skewed(shuffled(chance, countryCodes), 1.1);
  const byId = new Map(missions.map((one) => [one.id, one]));
  const missionIn = new Map<Country, () => Mission>();
  for (const country of new Set(missions.map((one) => one.host))) {
    missionIn.set(country, skewed(missions.filter((one) => one.host === country)));
  }
  const words = (count: number) => Array.from({ length: count }, word).join(' ');

  for (let index = 0; index < size; index += 1) {
    const isRecent = index >= size - recentRecords;
    const isActive = isRecent && isOf(activeShare);
    const kind = isOf(isActive ? 0.9 : 0.35) ? 'threat' : 'incident';
    const country = host();
    const targets = Array.from(
      {
        length: weighted([
          [1, 80],
          [2, 14],
          [3, 4],
          [5, 2],
        ]),
      },
      () =>
        isOf(0.7)
          ? missionTarget(missionIn.get(country)?.(), anyCountry())
          : plainTarget(anyCountry(), weighted(otherTargets)),
    );
    const place = byId.get(targets[0]?.missionId ?? '');
    const late = isOf(0.02) ? below(year) : below(3 * 86_400_000);
    const at = new Date(now - years * year * (1 - (index + 1) / size) - late).toISOString();
    const holdsCommonWord = isOf(commonWordRecords / size);
    const verification = weighted<EventInput['verification']>([
      ['unverified', 50],
      ['corroborated', 25],
      ['confirmed', 20],
      ['disputed', 3],
    ]);
    const isCorroborated = verification === 'corroborated';
    yield {
      kind,
      handling: isOf(0.01) ? 'exercise' : 'actual',
      title: sentence(words(4 + below(5))),
      summary: sentence(`${words(10 + below(40))}${holdsCommonWord ? ` ${commonWord}` : ''} ${words(5)}`),
      at: isOf(0.6) ? at : at.slice(0, 10),
      location: {
        country,
        province: null,
        city: place?.city ?? (isOf(0.6) ? sentence(word()) : null),
        place: null,
        lat: place?.lat ?? null,
        lon: place?.lon ?? null,
        timeZone: null,
      },
      targets,
      actors: Array.from(
        {
          length: weighted([
            [0, 30],
            [1, 60],
            [2, 10],
          ]),
        },
        () => ({
          actorId: actor(),
          role:
            kind === 'threat'
              ? 'threatened'
              : weighted([
                  ['suspected', 5],
                  ['claimed', 3],
                  ['perpetrator', 2],
                ]),
        }),
      ),
      sources: Array.from({ length: (isCorroborated ? 2 : 1) + below(3) }, (_, position) => ({
        publisher: publisher(),
        publisherFamily: null,
        title: sentence(words(6)),
        url: `https://news.example/${index}/${below(1_000_000)}`,
        author: null,
        publishedOn: at.slice(0, 10),
        publishedAt: null,
        accessedOn: null,
        accessedAt: null,
        language: 'en',
        quote: null,
        reliability: weighted([
          ['A', 1],
          ['B', 4],
          ['C', 4],
          ['D', 2],
          ['F', 3],
        ]),
        credibility: weighted([
          [1, 1],
          [2, 4],
          [3, 4],
          [4, 1],
          [6, 3],
        ]),
        origin: isCorroborated ? `Agency ${position}` : isOf(0.3) ? publisher() : null,
      })),
      attackTypes: [weighted(w.attackTypes.map((type, rank) => [type, 1 / (rank + 1)]))],
      weaponTypes: [weighted(w.weaponTypes.map((type, rank) => [type, 1 / (rank + 1)]))],
      severity: weighted([
        ['minor', 30],
        ['moderate', 30],
        ['severe', 15],
        ['extreme', 5],
        ['unknown', 20],
      ]),
      verification,
      tlp: weighted([
        ['clear', 45],
        ['green', 12],
        ['amber', 35],
        ['amber+strict', 7],
        ['red', 1],
      ]),
      recipients: [],
      tags: [...new Set(Array.from({ length: below(4) }, tag))],
      ...(kind === 'threat'
        ? { incident: null, threat: threatPart(isActive) }
        : { threat: null, incident: incidentPart(isActive) }),
    };
  }

  function threatPart(isCurrent: boolean): NonNullable<EventInput['threat']> {
    return {
      status: isCurrent
        ? 'current'
        : weighted([
            ['lapsed', 60],
            ['foiled', 15],
            ['realised', 10],
            ['withdrawn', 10],
            ['unfounded', 5],
          ]),
      statusReason: null,
      urgency: weighted([
        ['immediate', 5],
        ['expected', 15],
        ['future', 60],
        ['unknown', 20],
      ]),
      certainty: null,
      likelihood: isOf(0.5) ? weighted(w.likelihoods.map((one) => [one, 1])) : null,
      confidence: null,
      validFrom: null,
      validUntil: null,
      reviewBy: new Date(now + below(30 * 86_400_000)).toISOString(),
      realisedBy: [],
    };
  }

  function incidentPart(isOngoing: boolean): NonNullable<EventInput['incident']> {
    const killed = isOf(0.4) ? { min: below(5), max: 5 + below(20) } : null;
    return {
      phase: isOngoing ? 'ongoing' : 'over',
      endedAt: null,
      suicide: null,
      success: isOf(0.5) ? true : null,
      killed,
      wounded: killed && { min: 1, max: 1 + below(50) },
      attackersKilled: null,
      staffKilled: null,
      staffWounded: null,
      hostages: null,
      claim: null,
      realises: [],
    };
  }
}

const otherTargets = [
  ['government', 30],
  ['civilians', 30],
  ['police', 15],
  ['military', 15],
  ['diplomat', 10],
] as const;

type Target = EventInput['targets'][number];

function plainTarget(country: Country, type: w.TargetType): Target {
  return {
    country,
    type,
    missionId: null,
    visitId: null,
    note: null,
    outcome: null,
    accountedFor: null,
  };
}

function missionTarget(mission: Mission | undefined, otherwise: Country): Target {
  if (!mission) return plainTarget(otherwise, 'embassy');
  return { ...plainTarget(mission.sending, w.targetTypeOfMission(mission.type)), missionId: mission.id };
}

/** Hosts in order of their missions, because most events happen where most missions are. */
function hostsBySize(missions: readonly Mission[]): Country[] {
  const counts = new Map<Country, number>();
  for (const { host } of missions) counts.set(host, (counts.get(host) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([host]) => host);
}

const syllables =
  'ka ru to mi sel dar ven por lin gha ost bre nal ti zu fer mo sha qui pel ran dek hol ya'.split(' ');

function makeVocabulary({ below }: Chance, size: number): string[] {
  const made = new Set<string>();
  while (made.size < size) {
    made.add(Array.from({ length: 2 + below(3) }, () => syllables[below(syllables.length)]).join(''));
  }
  return [...made];
}

function shuffled<T>({ next }: Chance, values: readonly T[]): T[] {
  return values
    .map((value) => ({ value, rank: next() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ value }) => value);
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
