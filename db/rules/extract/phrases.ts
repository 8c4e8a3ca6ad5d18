import { words } from '@/db/model/values/fold';
import { areAdjacent, type Token } from './tokens';

/** A phrase found in a text: the tokens from `first` to `last`, both included. */
export type Mention<T> = { value: T; first: number; last: number };

/** The shortest stem that a phrase may have, and so how much of a word tells whether a stem can begin it. */
const prefixLength = 3;

/**
 * Finds phrases as whole words, the longest first. A phrase is one or more words; one that ends in "*" also matches
 * longer last words, for languages that add endings. The work is linear in the text: a bounded number of look-ups for
 * each word, and one for most.
 */
export class Phrases<T> {
  readonly #exact = new Map<string, T[]>();
  readonly #stems = new Map<string, T[]>();
  readonly #stemLengths = new Set<number>();
  /** First words of phrases of several words or without an ending. */
  readonly #starts = new Set<string>();
  /** The first letters of the stems that are one word. */
  readonly #prefixes = new Set<string>();
  #maxWords = 1;

  add(phrase: string, value: T): void {
    const isStem = phrase.endsWith('*');
    const parts = words(phrase);
    const [first] = parts;
    if (first === undefined) return;
    const key = parts.join(' ');
    const index = isStem ? this.#stems : this.#exact;
    if (isStem) this.#stemLengths.add(key.length);
    if (isStem && parts.length === 1) this.#prefixes.add(first.slice(0, prefixLength));
    else this.#starts.add(first);
    const known = index.get(key);
    if (known === undefined) index.set(key, [value]);
    else if (!known.includes(value)) known.push(value);
    this.#maxWords = Math.max(this.#maxWords, parts.length);
  }

  /** All mentions in the order of the text; one of several meanings has several values. */
  find(text: string, tokens: readonly Token[]): Mention<readonly T[]>[] {
    const found: Mention<readonly T[]>[] = [];
    let at = 0;
    while (at < tokens.length) {
      const mention = this.#longestAt(text, tokens, at);
      if (mention) found.push(mention);
      at = mention ? mention.last + 1 : at + 1;
    }
    return found;
  }

  #longestAt(text: string, tokens: readonly Token[], at: number): Mention<readonly T[]> | null {
    const start = tokens[at];
    if (
      !start ||
      !(this.#starts.has(start.folded) || this.#prefixes.has(start.folded.slice(0, prefixLength)))
    )
      return null;
    let longest: Mention<readonly T[]> | null = null;
    let key = '';
    for (let last = at; last < Math.min(tokens.length, at + this.#maxWords); last += 1) {
      const [token, before] = [tokens[last], tokens[last - 1]];
      if (!token || (last > at && before && !areAdjacent(text, before, token))) break;
      key = key === '' ? token.folded : `${key} ${token.folded}`;
      const value = this.#exact.get(key) ?? this.#stemOf(key);
      if (value) longest = { value, first: at, last };
    }
    return longest;
  }

  /** The longest stem of the text's last word. */
  #stemOf(key: string): T[] | undefined {
    const shortest = key.lastIndexOf(' ') + 1 + prefixLength;
    let longest: T[] | undefined;
    let longestLength = 0;
    for (const length of this.#stemLengths) {
      if (length <= longestLength || length > key.length || length < shortest) continue;
      const value = this.#stems.get(key.slice(0, length));
      if (value === undefined) continue;
      longest = value;
      longestLength = length;
    }
    return longest;
  }
}
