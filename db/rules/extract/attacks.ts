import { type AttackWords, attackWords } from './attack-words';
import type { TextLanguage } from './language';
import type { Mention } from './phrases';
import { endsSentence, type Token } from './tokens';

const negationsBefore = new Set(
  'no not without denied denies never не нет без опровергли опроверг'.split(' '),
);
const negationsAfter = new Set('olmadi yok degil yalanladi yalanlandi yasanmadi yapilmadi'.split(' '));
const reach = 3;

/** The words for attacks and weapons, without those that the sentence denies. */
export function findAttacks(
  text: string,
  tokens: readonly Token[],
  language: TextLanguage,
): Mention<AttackWords>[] {
  return attackWords(language)
    .find(text, tokens)
    .flatMap(({ value: [value], first, last }) =>
      value === undefined || isDenied(text, tokens, first, last) ? [] : [{ value, first, last }],
    );
}

function isDenied(text: string, tokens: readonly Token[], first: number, last: number): boolean {
  for (let at = first - 1; at >= Math.max(0, first - reach); at -= 1) {
    const [token, next] = [tokens[at], tokens[at + 1]];
    if (!token || !next || endsSentence(text, token, next)) break;
    if (negationsBefore.has(token.folded)) return true;
  }
  for (let at = last + 1; at <= last + reach; at += 1) {
    const [token, before] = [tokens[at], tokens[at - 1]];
    if (!token || !before || endsSentence(text, before, token)) break;
    if (negationsAfter.has(token.folded)) return true;
  }
  return false;
}
