import type { ErrorParams } from '@/db/model/errors';
import type { FormProblem, ProblemKey } from '../state/problems';
import { parseTime, type TimeContext } from './parse-time';

/** The parsed value, or the message key of the problem. */
export type ParseResult<T, Problem extends ProblemKey = FormProblem> =
  | { ok: true; value: T }
  | { ok: false; problem: Problem; values?: ErrorParams };

/** Parses a day or a time; empty means none. A month or a year is too vague. */
export function parseMoment(typed: string, context: TimeContext): ParseResult<string | null> {
  if (typed.trim() === '') return { ok: true, value: null };
  const reading = parseTime(typed, context);
  if (!reading.ok) return reading;
  const { at, precision } = reading.moment;
  if (precision === 'month' || precision === 'year') return { ok: false, problem: 'too-vague' };
  return { ok: true, value: at };
}

/** Parses a calendar day; empty means none. */
export function parseDay(typed: string, context: TimeContext): ParseResult<string | null> {
  const reading = parseMoment(typed, context);
  if (reading.ok) {
    return reading.value === null || reading.value.length === 10 ? reading : { ok: false, problem: 'day' };
  }
  return reading.problem === 'unreadable' ? { ok: false, problem: 'day' } : reading;
}

const maxCount = 1_000_000;

/** Parses "6" or "5-20"; empty means unknown. */
export function parseCount(typed: string): ParseResult<{ min: number; max: number } | null, ProblemKey> {
  const text = typed.replace(/\s/g, '');
  if (text === '') return { ok: true, value: null };
  const match = /^(\d+)(?:[-–—](\d+))?$/.exec(text);
  if (!match) return { ok: false, problem: 'count' };
  const min = Number(match[1]);
  const max = match[2] === undefined ? min : Number(match[2]);
  if (min > max) return { ok: false, problem: 'count-order' };
  if (max > maxCount) return { ok: false, problem: 'too-big', values: { max: maxCount } };
  return { ok: true, value: { min, max } };
}

/** Parses degrees with a decimal point or comma, from -`most` to `most`; empty means unknown. */
export function parseDegrees(typed: string, most: 90 | 180): ParseResult<number | null> {
  const text = typed.trim().replace(',', '.').replace('−', '-');
  if (text === '') return { ok: true, value: null };
  const degrees = /^[+-]?\d{1,3}(\.\d{1,12})?$/.test(text) ? Number(text) : Number.NaN;
  if (Math.abs(degrees) <= most) return { ok: true, value: degrees };
  return { ok: false, problem: 'degrees', values: { most } };
}
