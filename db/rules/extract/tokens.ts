import { fold } from '@/db/model/values/fold';

/** A word of a text: as written, folded for comparison, and where it is (UTF-16 units). */
export type Token = { written: string; folded: string; start: number; end: number };

/** A run of letters and digits. One without spaces, such as binary data, is cut, so that folding stays cheap. */
const word = /[\p{L}\p{M}\p{N}]{1,60}/gu;

/** A text repeats most of its words, and folding takes most of the time. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const folded = new Map<string, string>();
  for (const match of text.matchAll(word)) {
    const [written] = match;
    let plain = folded.get(written);
    if (plain === undefined) {
      plain = fold(written);
      folded.set(written, plain);
    }
    tokens.push({ written, folded: plain, start: match.index, end: match.index + written.length });
  }
  return tokens;
}

export function isCapitalised({ written }: Token): boolean {
  return /^\p{Lu}/u.test(written);
}

/** Whether only a space, a hyphen or an apostrophe separates the two words, so that they may be one name. */
export function areAdjacent(text: string, before: Token, after: Token): boolean {
  return after.start - before.end <= 2 && /^[\s\-–'’ʼ.]*$/.test(text.slice(before.end, after.start));
}

/** Whether a sentence or a paragraph ends between two words. */
export function endsSentence(text: string, before: Token, after: Token): boolean {
  const between = text.slice(before.end, Math.min(after.start, before.end + 20));
  return /[.!?…;](?:["”»)\]]*\s|$)|\n/.test(between);
}
