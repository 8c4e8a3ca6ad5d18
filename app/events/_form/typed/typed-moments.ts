import type { FormState } from '../state/form-state';
import { type InputContext, zoneOf } from '../state/to-input';
import { type Direction, formatTypedTime, parseTime, type TimeContext } from './parse-time';
import { fromNow } from './time-words';

/** A time zone far behind UTC and one far ahead: a text that means the same in both contains its own offset. */
const farZones = ['Etc/GMT+12', 'Etc/GMT-14'] as const;
/** By then an implied day and an implied year are different. */
const muchLater = 400 * 86_400_000;

/**
 * Makes a typed moment explicit by adding the day or year implied by `now`: "1050" on 5 September becomes "2022-09-05
 * 10:50". With an unknown place the time zone is unknown too. Explicit or invalid texts are returned unchanged.
 */
export function withExplicitDate(typed: string, context: TimeContext & { isPlaceOpen?: boolean }): string {
  // It is unclear which time zone's "today" is meant; "-2h" is the same everywhere.
  if (context.isPlaceOpen && fromNow(typed) === null) return typed;
  const reading = parseTime(typed, context);
  if (!reading.ok) return typed;
  const { at, precision } = reading.moment;
  if (atOf(typed, { ...context, now: context.now + muchLater }) === at) return typed;
  if (precision !== 'minute') return formatTypedTime(at, precision, context.timeZone);
  // A duration is independent of the time zone.
  if (fromNow(typed) !== null) return context.isPlaceOpen ? inUtc(at) : typedInstant(at, context.timeZone);
  const [behind, ahead] = farZones.map((timeZone) => atOf(typed, { ...context, timeZone }));
  return behind === ahead ? inUtc(at) : typedInstant(at, context.timeZone);
}

/** The same for all moments of a form, in its place's time zone. */
export function withExplicitDates(form: FormState, { timeZone, now }: InputContext): FormState {
  const zone = zoneOf(form, { timeZone });
  return withMoments(form, (typed, direction) => withExplicitDate(typed, { timeZone: zone, now, direction }));
}

/** Converts a form's typed moments from the time zone `from` to `to`, keeping the instants. */
export function withTimeZone(
  form: FormState,
  { from, to, now }: { from: string; to: string; now: number },
): FormState {
  if (from === to) return form;
  return withMoments(form, (typed, direction) => {
    const reading = parseTime(typed, { timeZone: from, now, direction });
    return reading.ok && reading.moment.precision === 'minute' ? typedInstant(reading.moment.at, to) : typed;
  });
}

function atOf(typed: string, context: TimeContext): string | null {
  const reading = parseTime(typed, context);
  return reading.ok ? reading.moment.at : null;
}

/** Uses UTC if the clocks show this time twice and the text would mean the other one. */
function typedInstant(at: string, timeZone: string): string {
  const typed = formatTypedTime(at, 'minute', timeZone);
  const again = atOf(typed, { timeZone, now: 0 }) ?? at;
  return formatTypedTime(again, 'minute', 'UTC') === formatTypedTime(at, 'minute', 'UTC') ? typed : inUtc(at);
}

function inUtc(at: string): string {
  return `${formatTypedTime(at, 'minute', 'UTC')} UTC`;
}

function withMoments(form: FormState, again: (typed: string, direction: Direction) => string): FormState {
  const { incident, threat } = form;
  return {
    ...form,
    at: again(form.at, 'past'),
    sources: form.sources.map((source) => ({
      ...source,
      publishedOn: again(source.publishedOn, 'past'),
      accessedOn: again(source.accessedOn, 'past'),
    })),
    incident: incident && {
      ...incident,
      endedAt: again(incident.endedAt, 'past'),
      claim: { ...incident.claim, on: again(incident.claim.on, 'past') },
    },
    threat: threat && {
      ...threat,
      validFrom: again(threat.validFrom, 'nearest'),
      validUntil: again(threat.validUntil, 'future'),
      reviewBy: threat.reviewBy && again(threat.reviewBy, 'future'),
    },
  };
}
