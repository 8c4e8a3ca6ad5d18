/**
 * Normalizes text for indexing and search: lower case, without accents, and with letters that people interchange made
 * equal (Turkish ı and İ are i, Cyrillic ё is е, й is и). FTS5 does not fold these.
 */
export function fold(text: string): string {
  if (asciiText.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ıøđłßæœðþ’ʻʼ]/gu, (letter) => replacements[letter] ?? letter)
    .replace(/\p{M}+/gu, '');
}

/** Most texts are ASCII and need no normalization. */
const asciiText = /^[\0-\x7f]*$/;

const replacements: Record<string, string> = {
  ı: 'i',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ð: 'd',
  þ: 'th',
  '’': "'",
  ʻ: "'",
  ʼ: "'",
};

/** The folded words of a text: runs of letters and digits. */
export function words(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}
