import { fold } from '@/db/model/values/fold';

/**
 * Parsers for colloquial times in the three languages: "yesterday 14:30", "-2h", "2 saat önce", "10am". Each function
 * parses one kind from a lower-case text.
 */

/** Days from today by word. */
const days: Readonly<Record<string, number>> = Object.fromEntries(
  [
    ['yesterday', -1],
    ['dün', -1],
    ['вчера', -1],
    ['today', 0],
    ['bugün', 0],
    ['сегодня', 0],
    ['tomorrow', 1],
    ['yarın', 1],
    ['завтра', 1],
  ].map(([word, shift]) => [fold(String(word)), Number(shift)]),
);

const nowWords: ReadonlySet<string> = new Set(['now', 'şimdi', 'сейчас'].map(fold));

const minute = 60_000;
const units: readonly (readonly [unit: RegExp, is: 'millis' | 'days', count: number])[] = [
  [/^(m|min|mins|minutes?|dk|dak|dakika|м|мин|минут[аыу]?)\.?$/u, 'millis', minute],
  [/^(h|hr|hrs|hours?|sa|saat|ч|час|часа|часов)\.?$/u, 'millis', 60 * minute],
  [/^(d|days?|g|gün|д|дн|день|дня|дней)\.?$/u, 'days', 1],
  [/^(w|weeks?|hafta|нед|недел[яиюь])\.?$/u, 'days', 7],
];

const figure = '(\\d{1,4})\\s*(\\p{L}+\\.?)';
/** "-2h", "2 hours ago", "in 2 hours", "2 saat sonra". */
const phrases: readonly (readonly [phrase: RegExp, direction: 1 | -1])[] = [
  [new RegExp(`^[-−–]\\s*${figure}$`, 'u'), -1],
  [new RegExp(`^${figure}\\s+(?:ago|önce|назад)$`, 'u'), -1],
  [new RegExp(`^\\+\\s*${figure}$`, 'u'), 1],
  [new RegExp(`^(?:in|через)\\s+${figure}$`, 'u'), 1],
  [new RegExp(`^${figure}\\s+sonra$`, 'u'), 1],
];

function lengthIn(text: string): { is: 'millis' | 'days'; length: number } | null {
  const given = text.trim().toLowerCase();
  for (const [phrase, direction] of phrases) {
    const [, count = '', unit = ''] = phrase.exec(given) ?? [];
    const found = units.find(([pattern]) => pattern.test(unit));
    if (found) return { is: found[1], length: direction * Number(count) * found[2] };
  }
  return null;
}

/** The distance from now (ms): "now", "-2h", "-30 min", "2 saat önce", "2 часа назад", "+24h". Null for other texts. */
export function fromNow(text: string): number | null {
  if (nowWords.has(fold(text.trim()))) return 0;
  const said = lengthIn(text);
  return said?.is === 'millis' ? said.length : null;
}

/** The number of days from today: "yesterday", "-2d", "2 gün önce". Null for other texts. */
export function daysFromToday(text: string): number | null {
  const said = lengthIn(text);
  return said?.is === 'days' ? said.length : (days[fold(text)] ?? null);
}

/** Converts "10am", "10:50 pm" and "10.50 p.m." to 24-hour times; invalid hours are left unchanged. */
export function inTwentyFourHours(text: string): string {
  return text.replace(
    /(?<![\d:.])(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?m\b\.?/gu,
    (whole, hour: string, minutes: string | undefined, half: string) => {
      const given = Number(hour);
      if (given < 1 || given > 12) return whole;
      const hours = (given % 12) + (half === 'p' ? 12 : 0);
      return `${String(hours).padStart(2, '0')}:${minutes ?? '00'}`;
    },
  );
}

/**
 * Words between a day and a time, "yesterday at 14:30", "dün saat 14:30", "вчера в 14:30", and after a year, "2022
 * г."
 */
export const fillers: ReadonlySet<string> = new Set(['at', 'saat', 'в', 'г', 'г.', 'года']);

const yearsAhead = 20;

/** The year for two digits: between 79 years ago and 20 years ahead. */
export function fullYear(digits: string, thisYear: number): number {
  const last = thisYear + yearsAhead;
  const year = last - (last % 100) + Number(digits);
  return year > last ? year - 100 : year;
}
