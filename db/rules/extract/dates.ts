import { fold } from '@/db/model/values/fold';
import { areAdjacent, type Token } from './tokens';

/** A day that the text names. `isSure` is false for figures that may be day and month or month and day. */
export type NamedDay = { day: string; isSure: boolean; start: number; end: number };

const monthNames: readonly (readonly string[])[] = [
  ['january', 'jan', 'ocak', 'января', 'январь'],
  ['february', 'feb', 'şubat', 'февраля', 'февраль'],
  ['march', 'mar', 'mart', 'марта', 'март'],
  ['april', 'apr', 'nisan', 'апреля', 'апрель'],
  ['may', 'mayıs', 'мая', 'май'],
  ['june', 'jun', 'haziran', 'июня', 'июнь'],
  ['july', 'jul', 'temmuz', 'июля', 'июль'],
  ['august', 'aug', 'ağustos', 'августа', 'август'],
  ['september', 'sep', 'sept', 'eylül', 'сентября', 'сентябрь'],
  ['october', 'oct', 'ekim', 'октября', 'октябрь'],
  ['november', 'nov', 'kasım', 'ноября', 'ноябрь'],
  ['december', 'dec', 'aralık', 'декабря', 'декабрь'],
];
const months = new Map(
  monthNames.flatMap((names, index) => names.map((name): [string, number] => [fold(name), index + 1])),
);

/** Days from the publication, by the words that say them. */
const relativeDays = new Map(
  [
    [0, ['today', 'bugün', 'сегодня']],
    [-1, ['yesterday', 'dün', 'вчера']],
  ].flatMap(([days, names]) =>
    typeof days === 'number' && Array.isArray(names)
      ? names.map((name): [string, number] => [fold(name), days])
      : [],
  ),
);

const figures = /(?<![\d./-])(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?![\d./-]*\d)/g;
const dayMillis = 86_400_000;

/** The day, if the calendar has it. */
function dayOf(year: number, month: number, day: number): string | null {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > 31) return null;
  const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const parsed = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== text ? null : text;
}

/**
 * All days that the text names, in its order: absolute ones, and, if the day of publication is known, days without a
 * year (the nearest one before it) and "yesterday".
 */
export function findDays(text: string, tokens: readonly Token[], publishedOn: string | null): NamedDay[] {
  return [...inFigures(text), ...inWords(text, tokens, publishedOn)].sort((a, b) => a.start - b.start);
}

function inFigures(text: string): NamedDay[] {
  const found: NamedDay[] = [];
  for (const match of text.matchAll(figures)) {
    const [written, one = '', mark, two = '', three = ''] = match;
    const [a, b, c] = [Number(one), Number(two), Number(three)];
    const at = { start: match.index, end: match.index + written.length };
    if (one.length === 4) {
      const day = dayOf(a, b, c);
      if (day) found.push({ day, isSure: true, ...at });
      continue;
    }
    if (three.length !== 4) continue;
    const [dayFirst, monthFirst] = [dayOf(c, b, a), dayOf(c, a, b)];
    // Dots are used where the day comes first; with a slash both orders are in use.
    if (mark === '.' || monthFirst === null || dayFirst === monthFirst) {
      if (dayFirst) found.push({ day: dayFirst, isSure: true, ...at });
    } else {
      for (const day of [dayFirst, monthFirst])
        if (day) found.push({ day, isSure: dayFirst === null, ...at });
    }
  }
  return found;
}

function inWords(text: string, tokens: readonly Token[], publishedOn: string | null): NamedDay[] {
  const found: NamedDay[] = [];
  for (const [index, token] of tokens.entries()) {
    const days = relativeDays.get(token.folded);
    if (days !== undefined && publishedOn !== null) {
      const day = new Date(Date.parse(publishedOn) + days * dayMillis).toISOString().slice(0, 10);
      found.push({ day, isSure: true, start: token.start, end: token.end });
    }
    const month = months.get(token.folded);
    // "May" and "March" are words too: a month has a day beside it, and a capital in English.
    if (
      month === undefined ||
      (token.written === token.written.toLowerCase() && /^[a-z]+$/.test(token.written))
    )
      continue;
    const [before, after, afterNext] = [tokens[index - 1], tokens[index + 1], tokens[index + 2]];
    const first = dayNumber(before);
    if (before && first !== null && areAdjacent(text, before, token)) {
      const year = yearOf(text, token, after);
      addDay(year ?? null, month, first, before.start, year === null || !after ? token.end : after.end);
      continue;
    }
    const second = dayNumber(after);
    if (after && second !== null && areAdjacent(text, token, after)) {
      const year = yearOf(text, after, afterNext);
      addDay(year, month, second, token.start, year === null || !afterNext ? after.end : afterNext.end);
    }
  }
  return found;

  function addDay(year: number | null, month: number, day: number, start: number, end: number): void {
    const named = year === null ? latestDay(month, day, publishedOn) : dayOf(year, month, day);
    if (named) found.push({ day: named, isSure: true, start, end });
  }
}

/** "23", "23rd"; and "3" of "23-24 November" only together with its neighbour, which makes two days. */
function dayNumber(token: Token | undefined): number | null {
  const match = token && /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(token.folded);
  return match ? Number(match[1]) : null;
}

function yearOf(text: string, before: Token, token: Token | undefined): number | null {
  if (!token || !/^\d{4}$/.test(token.folded)) return null;
  return /^,?\s{1,2}$/.test(text.slice(before.end, token.start)) ? Number(token.folded) : null;
}

function latestDay(month: number, day: number, publishedOn: string | null): string | null {
  if (publishedOn === null) return null;
  const year = Number(publishedOn.slice(0, 4));
  const same = dayOf(year, month, day);
  return same !== null && same <= publishedOn ? same : dayOf(year - 1, month, day);
}
