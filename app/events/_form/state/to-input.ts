import { placePrecisionOf } from '@/db/model/event/editable';
import { timeZoneOf } from '@/db/model/places/time-zones';
import { isDate, iso } from '@/db/model/values/moment';
import type { Precision, Severity } from '@/db/model/words';
import { withTypedCity } from '../picking/pending-texts';
import { type Direction, parseTime, type TimeContext } from '../typed/parse-time';
import { type ParseResult, parseCount, parseDay, parseDegrees, parseMoment } from '../typed/parsers';
import { withScheme } from '../typed/web-address';
import { type FormState, type IncidentFields, isBlankSource, type ThreatFields } from './form-state';
import type { FieldProblem, ProblemKey } from './problems';

export type InputContext = {
  /** The user's time zone, used if the place's is unknown. */
  timeZone: string;
  /** In milliseconds. */
  now: number;
};

const hour = 3_600_000;
/** Hours until a threat is reviewed by default. */
export function reviewHours(severity: Severity | null): number {
  return severity === 'extreme' ? 24 : 24 * 7;
}

/** The time zone in which times of this form are typed and shown. */
export function zoneOf({ location }: FormState, { timeZone }: Pick<InputContext, 'timeZone'>): string {
  return location.timeZone ?? (location.country && timeZoneOf(location.country)) ?? timeZone;
}

/**
 * Builds the body for POST /api/events and lists input that could not be parsed. Deterministic for the same state and
 * context.
 */
export function toInput(given: FormState, context: InputContext) {
  const form = withTypedCity(given);
  const problems: FieldProblem[] = [];
  const timeZone = zoneOf(form, context);
  const at = { timeZone, now: context.now };
  const take = <T>(path: string, reading: ParseResult<T, ProblemKey>): T | null => {
    if (reading.ok) return reading.value;
    problems.push({ path, problem: reading.problem, values: reading.values });
    return null;
  };
  const known = {
    at: readAt(form.at, at),
    moment: (path: string, typed: string, direction: Direction) =>
      take(path, parseMoment(typed, { ...at, direction })),
    day: (path: string, typed: string) => take(path, parseDay(typed, at)),
    count: (path: string, typed: string) => take(path, parseCount(typed)),
    degrees: (path: string, typed: string, most: 90 | 180) => take(path, parseDegrees(typed, most)),
  };
  const when = take('at', known.at);
  const { location } = form;
  const place = {
    province: textOf(location.province),
    city: textOf(location.city),
    place: textOf(location.place),
    lat: known.degrees('location.lat', location.lat, 90),
    lon: known.degrees('location.lon', location.lon, 180),
  };

  const input = {
    kind: form.kind,
    handling: form.handling,
    title: form.title.trim(),
    summary: form.summary.trim(),
    at: when?.at ?? null,
    atPrecision:
      when && (when.precision === 'month' || when.precision === 'year') ? when.precision : undefined,
    location: {
      country: location.country,
      ...place,
      // Derived values are omitted, as in `editable`.
      precision:
        location.precision === placePrecisionOf(place) ? undefined : (location.precision ?? undefined),
      timeZone:
        location.country && location.timeZone === timeZoneOf(location.country)
          ? undefined
          : (location.timeZone ?? undefined),
    },
    targets: form.targets.map((target) => ({
      country: target.country,
      type: target.type,
      missionId: target.mission?.id ?? null,
      visitId: target.visit?.id ?? null,
      note: textOf(target.note),
      outcome: target.outcome,
      accountedFor: target.accountedFor,
    })),
    actors: form.actors.map(({ actorId, role }) => ({ actorId, role })),
    attackTypes: form.attackTypes,
    weaponTypes: form.weaponTypes,
    sources: form.sources.flatMap((source, index) =>
      isBlankSource(source)
        ? []
        : [
            {
              ...(source.id === null ? {} : { id: source.id }),
              publisher: source.publisher.trim(),
              publisherFamily: textOf(source.publisherFamily),
              title: source.title.trim(),
              url: textOf(withScheme(source.url)),
              author: textOf(source.author),
              ...publishedFields(known.moment(`sources.${index}.publishedOn`, source.publishedOn, 'past')),
              ...accessedFields(known.moment(`sources.${index}.accessedOn`, source.accessedOn, 'past')),
              language: textOf(source.language)?.toLowerCase() ?? null,
              quote: textOf(source.quote),
              reliability: source.reliability,
              credibility: source.credibility,
              origin: textOf(source.origin),
            },
          ],
    ),
    severity: form.severity ?? ('unknown' as const),
    verification: form.verification,
    tlp: form.tlp,
    recipients: form.tlp === 'red' ? form.recipients : [],
    tags: tagsOf(form.tags),
    incident: form.incident ? incidentInput(form.incident, known) : undefined,
    threat: form.threat ? threatInput(form.threat, form.severity, known, context.now) : undefined,
  };
  return { input, problems };
}

export type EventJson = ReturnType<typeof toInput>['input'];

type Known = {
  moment(path: string, typed: string, direction: Direction): string | null;
  day(path: string, typed: string): string | null;
  count(path: string, typed: string): { min: number; max: number } | null;
};

/** A date and a time are different fields of a source. */
function publishedFields(moment: string | null) {
  const isDay = moment !== null && isDate(moment);
  return { publishedOn: isDay ? moment : null, publishedAt: isDay ? null : moment };
}

function accessedFields(moment: string | null) {
  const isDay = moment !== null && isDate(moment);
  return { accessedOn: isDay ? moment : null, accessedAt: isDay ? null : moment };
}

function incidentInput(part: IncidentFields, known: Known) {
  const count = (
    name: 'killed' | 'wounded' | 'attackersKilled' | 'staffKilled' | 'staffWounded' | 'hostages',
  ) => known.count(`incident.${name}`, part[name]);
  const on = known.day('incident.claim.on', part.claim.on);
  return {
    phase: part.phase,
    endedAt: known.moment('incident.endedAt', part.endedAt, 'past'),
    suicide: part.suicide,
    success: part.success,
    killed: count('killed'),
    wounded: count('wounded'),
    attackersKilled: count('attackersKilled'),
    staffKilled: count('staffKilled'),
    staffWounded: count('staffWounded'),
    hostages: count('hostages'),
    claim: part.claim.isClaimed
      ? { on, channel: textOf(part.claim.channel), quote: textOf(part.claim.quote) }
      : null,
    realises: part.realises.map(({ id }) => id),
  };
}

function threatInput(part: ThreatFields, severity: Severity | null, known: Known, now: number) {
  return {
    status: part.status,
    statusReason: textOf(part.statusReason),
    urgency: part.urgency ?? ('unknown' as const),
    certainty: part.certainty,
    likelihood: part.likelihood,
    confidence: part.confidence,
    validFrom: known.moment('threat.validFrom', part.validFrom, 'nearest'),
    validUntil: known.moment('threat.validUntil', part.validUntil, 'future'),
    reviewBy:
      part.reviewBy === null
        ? iso(toMinute(now) + reviewHours(severity) * hour)
        : known.moment('threat.reviewBy', part.reviewBy, 'future'),
    realisedBy: part.realisedBy.map(({ id }) => id),
  };
}

/** Empty means now, to the minute. */
function readAt(typed: string, context: TimeContext): ParseResult<{ at: string; precision: Precision }> {
  if (typed.trim() === '') {
    return { ok: true, value: { at: iso(toMinute(context.now)), precision: 'minute' } };
  }
  const reading = parseTime(typed, context);
  return reading.ok ? { ok: true, value: reading.moment } : reading;
}

function toMinute(millis: number): number {
  return Math.floor(millis / 60_000) * 60_000;
}

function textOf(typed: string): string | null {
  return typed.trim() || null;
}

function tagsOf(typed: string): string[] {
  const tags = typed.split(/[,;\n]/).map((tag) => tag.trim().toLowerCase());
  return [...new Set(tags.filter((tag) => tag !== ''))];
}

/**
 * Converts a path of the body to a path of the form: blank sources are not sent, which shifts indexes, and recipients
 * are one field.
 */
export function formPathOf(path: string, { sources }: Pick<FormState, 'sources'>): string {
  const match = /^sources\.(\d+)(.*)$/.exec(path);
  if (!match) return path === 'atPrecision' ? 'at' : path.replace(/^recipients\.\d+$/, 'recipients');
  const sent = sources.flatMap((source, index) => (isBlankSource(source) ? [] : [index]));
  return `sources.${sent[Number(match[1])] ?? match[1]}${match[2]}`;
}
