/**
 * Puts an apostrophe before each character that a spreadsheet would read as the start of a formula. In locales such as
 * Turkish and Russian, Excel splits cells at semicolons, even inside quotes, and then ends rows at any line break. A
 * formula may also follow quotes and spaces, and some locales accept full-width characters.
 */
export function withoutFormulas(text: string): string {
  // The pattern consumes each run of separators as a whole, with or without a formula after it: a pattern that searched
  // from each of 20,000 line breaks would block the event loop for a second.
  return text.replace(
    /(^[\s";]*|[\s";]+)([=+\-@＝＋－＠]?)/g,
    (found: string, between: string, sign: string, at: number) =>
      sign !== '' && (at === 0 || /[;\t\r\n]/.test(between)) ? `${between}'${sign}` : found,
  );
}
