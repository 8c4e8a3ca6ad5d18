import type { Token } from './tokens';

export type TextLanguage = 'en' | 'tr' | 'ru';

const commonWords: Readonly<Record<'en' | 'tr', ReadonlySet<string>>> = {
  en: new Set('the of and to in on that was were for with by said at from has have been an is'.split(' ')),
  tr: new Set(
    've bir bu için ile olarak da de olan daha icin sonra kisi gore ettigi etti edildi oldu'.split(' '),
  ),
};
const sample = 3_000;
const ukrainian = /[іїєґ]/iu;

/** The language of a text; null if it is none of the three, or too short to tell. */
export function languageOf(tokens: readonly Token[]): TextLanguage | null {
  const read = tokens.slice(0, sample);
  const isCyrillic = (one: Token) => /^\p{Script=Cyrillic}/u.test(one.written);
  const cyrillic = read.filter(isCyrillic);
  if (cyrillic.length >= 3 && cyrillic.length * 2 > read.length) {
    return cyrillic.some(({ written }) => ukrainian.test(written)) ? null : 'ru';
  }
  const score = (language: 'en' | 'tr') =>
    read.filter(({ folded }) => commonWords[language].has(folded)).length;
  const turkish = score('tr') + read.filter(({ written }) => /[ğışİ]/u.test(written)).length;
  const english = score('en');
  if (Math.max(turkish, english) < 2) return null;
  return turkish > english ? 'tr' : turkish < english ? 'en' : null;
}
