/**
 * Text as it is indexed and searched, on every store: without case, accents or the differences
 * that a hurried typist ignores (Turkish ı and İ are i, Cyrillic ё is е, й is и).
 * FTS5 does not fold these itself.
 */
export function fold(text: string): string {
  if (isAscii.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ıøđłßæœðþ’ʻʼ]/gu, (letter) => singles[letter] ?? letter)
    .replace(/\p{M}+/gu, '');
}

/** Most texts are, and have nothing to be taken apart. */
const isAscii = /^[\0-\x7f]*$/;

const singles: Record<string, string> = {
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

/** The words of a text, folded: runs of letters and digits. */
export function words(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}
