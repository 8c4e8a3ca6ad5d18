import type { Quotation } from '@/db/model/extract';
import type { PlaceMention } from './places';
import { isPlacedAt } from './places';
import { areAdjacent, isCapitalised, type Token } from './tokens';

/** Words that may be a name which only the register or the gazetteer knows. */
export type NameFinding = {
  name: string;
  /** Whether the text says that something is there: "in Jaranwala", "Cizre'de". */
  isPlaced: boolean;
  from: Quotation;
};

const maxWords = 4;
const maxNames = 40;
const shortest = 4;

/** Months, days of the week and titles: capitalised in one of the three languages, and no names. */
const ordinary = new Set(
  'january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik pazartesi sali carsamba persembe cuma cumartesi pazar'.split(
    ' ',
  ),
);

/**
 * Runs of capitalised words and their parts, the longest first within each run; names of places that are known
 * already are left out.
 */
export function findNames(
  text: string,
  tokens: readonly Token[],
  places: readonly PlaceMention[],
  quote: (first: number, last: number) => Quotation,
): NameFinding[] {
  const isKnown = new Set(places.flatMap(({ first, last }) => range(first, last)));
  const isName = (at: number) => {
    const token = tokens[at];
    return token !== undefined && isCapitalised(token) && !isKnown.has(at) && !ordinary.has(token.folded);
  };
  const found = new Map<string, NameFinding>();
  for (let first = 0; first < tokens.length && found.size < maxNames; first += 1) {
    if (!isName(first)) continue;
    for (let last = lastOfRun(text, tokens, first, isName); last >= first; last -= 1) {
      const from = quote(first, last);
      if (from.text.length < shortest) continue;
      const isPlaced = isPlacedAt(text, tokens, first, last);
      const known = found.get(from.text);
      if (!known) found.set(from.text, { name: from.text, isPlaced, from });
      else if (isPlaced) known.isPlaced = true;
    }
  }
  return [...found.values()].slice(0, maxNames);
}

function lastOfRun(
  text: string,
  tokens: readonly Token[],
  first: number,
  isName: (at: number) => boolean,
): number {
  let last = first;
  while (last + 1 < Math.min(tokens.length, first + maxWords)) {
    const [token, next] = [tokens[last], tokens[last + 1]];
    if (!token || !next || !areAdjacent(text, token, next) || !isName(last + 1)) break;
    if (/[.]/.test(text.slice(token.end, next.start))) break;
    last += 1;
  }
  return last;
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
