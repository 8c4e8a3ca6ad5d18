/** The code of no text. */
export const noCode = 0;

/** Numbers texts in the order in which they first occur, from 1. */
export function createCodes() {
  const codes = new Map<string, number>();
  const texts = [''];

  /** The code of a text, which is added if it is new. */
  function add(text: string): number {
    const known = codes.get(text);
    if (known !== undefined) return known;
    codes.set(text, texts.length);
    texts.push(text);
    return texts.length - 1;
  }

  return {
    add,
    textOf: (code: number) => texts[code] ?? '',
    /** A table with 1 at the codes of these texts. */
    tableOf(wanted: readonly string[]): Uint8Array {
      const table = new Uint8Array(texts.length);
      for (const text of wanted) {
        const code = codes.get(text);
        if (code !== undefined) table[code] = 1;
      }
      return table;
    },
    size: () => texts.length,
  };
}

const first = 'A'.charCodeAt(0);
const letters = 26;
export const countryCodeCount = letters * letters;

/** A code of two capital letters as a number. */
export function countryNumber(country: string): number {
  return (country.charCodeAt(0) - first) * letters + country.charCodeAt(1) - first;
}

export function countryOf(number: number): string {
  return String.fromCharCode(first + Math.floor(number / letters), first + (number % letters));
}
