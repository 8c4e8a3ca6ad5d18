import { locales } from '@/db/model/locales';
import { fold } from '@/db/model/values/fold';

const minLetters = 3;
let names: { name: string; month: number }[] | undefined;

/** Long and short month names, alone and as inflected in a date ("сентябрь", "сентября"), in the three languages. */
function allNames() {
  names ??= locales.flatMap((locale) =>
    Array.from({ length: 12 }, (_, index) => new Date(Date.UTC(2024, index, 15))).flatMap((date, index) =>
      (['long', 'short'] as const).flatMap((length) => {
        const alone = new Intl.DateTimeFormat(locale, { month: length, timeZone: 'UTC' }).format(date);
        const inDate = new Intl.DateTimeFormat(locale, { day: 'numeric', month: length, timeZone: 'UTC' })
          .formatToParts(date)
          .find(({ type }) => type === 'month')?.value;
        return [alone, inDate ?? alone].map((name) => ({ name: lettersOf(name), month: index + 1 }));
      }),
    ),
  );
  return names;
}

function lettersOf(word: string): string {
  return fold(word).replace(/\P{L}/gu, '');
}

/** The month (1–12) that a word names or begins in any of the three languages; null if none or ambiguous. */
export function monthOf(word: string): number | null {
  const sought = lettersOf(word);
  if (sought.length < minLetters) return null;
  const found = new Set(
    allNames()
      .filter(({ name }) => name.startsWith(sought))
      .map(({ month }) => month),
  );
  const [month = null] = found;
  return found.size === 1 ? month : null;
}
