export const dayMillis = 86_400_000;
/** From this instant on, the year is 10000 in some time zone. */
export const endOfYears = Date.parse('9999-12-31T00:00:00Z');

/** The start of a date or instant (ms since 1970); a date starts at midnight UTC. */
export function startMillis(moment: string): number {
  return Date.parse(moment);
}

/** The end of a date or instant (ms since 1970); a date ends at the next midnight UTC. */
export function endMillis(moment: string): number {
  return isDate(moment) ? Date.parse(moment) + dayMillis : Date.parse(moment);
}

/**
 * A limit of a period (ms): the instant, and the date and time that it reads in its own offset, as if that were UTC.
 * Instants are compared with the first and dates without a time with the second, so that a period of whole days finds
 * the records of these dates, whatever the time zone of its days.
 */
export type Limit = { at: number; date: number };

/** A limit without an offset of its own. */
export function limitInUtc(at: number): Limit {
  return { at, date: at };
}

/** The limit of a date or instant; a date starts at midnight UTC. */
export function startLimit(moment: string): Limit {
  return { at: startMillis(moment), date: startMillis(moment.replace(/[+-]\d\d:\d\d$/, 'Z')) };
}

/** The limit of a date or instant; a date ends at the next midnight UTC. */
export function endLimit(moment: string): Limit {
  if (!isDate(moment)) return startLimit(moment);
  return limitInUtc(endMillis(moment));
}

export function isDate(moment: string): boolean {
  return moment.length === 10;
}

export function iso(millis: number): string {
  return new Date(millis).toISOString();
}

/** A time (ms) for use in file names, which then sort by time: 20261130T120000000Z. */
export function timestampForFileName(moment: number): string {
  return new Date(moment).toISOString().replace(/[-:.]/g, '');
}
