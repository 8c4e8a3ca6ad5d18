export const dayMillis = 86_400_000;
/** The first instant that is past the year 9999 in some zone. */
export const endOfYears = Date.parse('9999-12-31T00:00:00Z');

/** Milliseconds since 1970 of a date or an instant; a date counts from its first moment in UTC. */
export function startMillis(moment: string): number {
  return Date.parse(moment);
}

/** The moment at which a date or instant is over: a date lasts to its end in UTC. */
export function endMillis(moment: string): number {
  return isDate(moment) ? Date.parse(moment) + dayMillis : Date.parse(moment);
}

export function isDate(moment: string): boolean {
  return moment.length === 10;
}

export function iso(millis: number): string {
  return new Date(millis).toISOString();
}
