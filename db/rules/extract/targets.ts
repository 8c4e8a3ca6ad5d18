import type { Country } from '@/db/model/places/countries';
import { type MissionWord, missionWords } from './mission-words';
import type { PlaceMention } from './places';
import { endsSentence, type Token } from './tokens';

/** A mission, delegation or diplomat of a country that the text names. `host` and `city` are null if it does not say. */
export type NamedTarget = {
  sending: Country;
  word: MissionWord;
  host: Country | null;
  city: string | null;
  /** Tokens, both included. */
  first: number;
  last: number;
};

const genitives = new Set('s in un nin nun daki deki taki teki ndaki ndeki'.split(' '));
const locatives = new Set('daki deki taki teki ndaki ndeki'.split(' '));
const ofWords = new Set(['of', 'the', 'republic', 'state', 'kingdom', 'республики', 'королевства']);
const inWords = new Set(['in', 'at', 'в', 'во']);
const maxGap = 3;

/** The missions and diplomats whose country the text names beside them. */
export function findTargets(
  text: string,
  tokens: readonly Token[],
  places: readonly PlaceMention[],
): NamedTarget[] {
  const startingAt = new Map(places.map((place) => [place.first, place]));
  const endingAt = new Map(places.map((place) => [place.last, place]));
  const found: NamedTarget[] = [];
  for (const { value, first, last } of missionWords().find(text, tokens)) {
    const [word] = value;
    if (!word) continue;
    const before = readBefore(text, tokens, endingAt, first);
    const after = readAfter(text, tokens, startingAt, last);
    const sending = after.of ?? before.sending;
    const [country, ...others] = sending?.value.countries ?? [];
    if (!sending || !country || others.length > 0) continue;
    const place = after.in ?? before.host;
    const hosts = place?.value.countries ?? [];
    found.push({
      sending: country,
      word,
      host: hosts.length === 1 ? (hosts[0] ?? null) : null,
      city: hosts.length === 1 ? (place?.value.city ?? null) : null,
      first: Math.min(first, sending.first, place?.first ?? first),
      last: Math.max(last, sending.last, place?.last ?? last),
    });
  }
  return found;
}

/** "Japan's embassy", "Kabil'deki Japonya Büyükelçiliği", "Japonya'nın Kabil Büyükelçiliği". */
function readBefore(
  text: string,
  tokens: readonly Token[],
  endingAt: ReadonlyMap<number, PlaceMention>,
  first: number,
): { sending: PlaceMention | null; host: PlaceMention | null } {
  const near: PlaceMention[] = [];
  let at = first - 1;
  for (let gap = 0; gap <= maxGap && near.length < 2; ) {
    const [token, next] = [tokens[at], tokens[at + 1]];
    if (!token || !next || endsSentence(text, token, next) || /[,:]/.test(text.slice(token.end, next.start)))
      break;
    const place = endingAt.get(at);
    if (place) {
      near.push(place);
      at = place.first - 1;
      gap = 0;
      continue;
    }
    // Another word than an ending separates the country from the mission: "Japan said the embassy" names none.
    if (!genitives.has(token.folded)) break;
    gap += 1;
    at -= 1;
  }
  const [nearest = null, other = null] = near;
  // "Fransa'nın Nijer'deki büyükelçiliği": the nearest country is the host.
  if (nearest && locatives.has(tokens[nearest.last + 1]?.folded ?? ''))
    return { sending: other, host: nearest };
  if (nearest?.value.city != null) {
    return other && other.value.city === null
      ? { sending: other, host: nearest }
      : { sending: null, host: nearest };
  }
  return { sending: nearest, host: other };
}

/** "embassy of Japan in Kabul", "посольство Японии в Кабуле", "Turkish embassy in Kabul". */
function readAfter(
  text: string,
  tokens: readonly Token[],
  startingAt: ReadonlyMap<number, PlaceMention>,
  last: number,
): { of: PlaceMention | null; in: PlaceMention | null } {
  let of: PlaceMention | null = null;
  let at = last + 1;
  let isIn = false;
  for (let gap = 0; gap <= maxGap; ) {
    const [token, previous] = [tokens[at], tokens[at - 1]];
    if (!token || !previous || endsSentence(text, previous, token)) break;
    const place = startingAt.get(at);
    if (place) {
      const follows = text.slice(previous.end, token.start);
      if (isIn || (of !== null && /^,\s$/.test(follows))) return { of, in: place };
      if (of !== null || place.value.city !== null || /[,:]/.test(follows)) return { of, in: null };
      // English needs "of"; Russian puts the genitive after the mission.
      const isNamed = gap > 0 || /\p{Script=Cyrillic}/u.test(token.written);
      if (!isNamed) return { of, in: null };
      of = place;
      at = place.last + 1;
      gap = 0;
      continue;
    }
    if (inWords.has(token.folded)) isIn = true;
    else if (!ofWords.has(token.folded)) break;
    gap += 1;
    at += 1;
  }
  return { of, in: null };
}
