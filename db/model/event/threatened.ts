import type { Threatened } from '@/db/model/board';
import type { Filter } from '@/db/model/filter';
import { matches, matchesTarget } from '@/db/model/matches';
import { endMillis, startMillis } from '@/db/model/values/moment';
import {
  type Handling,
  isDiplomatic,
  type Phase,
  type Severity,
  severityRank,
  type ThreatStatus,
  type Urgency,
} from '@/db/model/words';
import type { Event, Target } from './event';
import { gradeOf, independentSources, strongest } from './grade';
import { lapsesOnExpiry } from './lapse';
import { isUrgent } from './urgency';

type Pressure = { event: Event; target: Target };
type Pressures = [Pressure, ...Pressure[]];

/** Is a current threat past its review date? It stays current, and asks for attention. */
export function isOverdue(event: Event, now: number): boolean {
  const review = event.threat?.status === 'current' ? event.threat.reviewBy : null;
  return review !== null && endMillis(review) <= now;
}

/**
 * Has the validity of a current severe or extreme threat ended? It stays current until a person decides; a milder
 * one lapses. By the clock, so that it shows at the moment without a change of the record.
 */
export function isExpired(event: Event, now: number): boolean {
  const { threat, severity } = event;
  if (threat?.status !== 'current' || lapsesOnExpiry(severity)) return false;
  return threat.validUntil !== null && endMillis(threat.validUntil) <= now;
}

type ActiveFields = { threat: { status: ThreatStatus } | null; incident: { phase: Phase } | null };

/** Does the event put any mission under threat now: a current threat, or an ongoing incident? */
export function isActive({ threat, incident }: ActiveFields): boolean {
  return threat?.status === 'current' || incident?.phase === 'ongoing';
}

/** The targets of an event that are under threat now. */
export function targetsInDanger(event: Event): Target[] {
  return isActive(event) ? event.targets.filter((one) => isDiplomatic(one.type) && one.outcome === null) : [];
}

/**
 * The list "Under threat now": one entry per mission, else visit, else (country, type, host, city), from
 * the events that press; with a filter, what of them matches. Under attack first, then urgency immediate or
 * expected, then severity, then missions of the `own` countries, then newest. An entry is overdue when all that
 * threatens it is, and expired when one of its threats is.
 */
export function threatenedBy(
  events: Iterable<Event>,
  filter: Filter,
  now: number,
  own: readonly string[] = [],
): Threatened[] {
  const groups = new Map<string, Pressures>();
  for (const event of events) {
    const inDanger = targetsInDanger(event);
    if (inDanger.length === 0 || !matches(filter, event)) continue;
    for (const target of inDanger) {
      if (!matchesTarget(filter, target, event.location.country)) continue;
      const key = keyOf(event, target);
      const group = groups.get(key);
      if (group) group.push({ event, target });
      else groups.set(key, [{ event, target }]);
    }
  }
  const isOwn = ({ country }: Threatened) => own.includes(country);
  return [...groups]
    .map(([key, group]) => ({
      entry: entryOf(key, group, now),
      newest: Math.max(...group.map(({ event }) => startMillis(event.at))),
    }))
    .sort(
      (a, b) =>
        order(a.entry, b.entry) ||
        Number(isOwn(b.entry)) - Number(isOwn(a.entry)) ||
        b.newest - a.newest ||
        (place(a.entry) < place(b.entry) ? -1 : 1),
    )
    .map(({ entry }) => entry);
}

/**
 * Orders what threatens one mission; the first leads, and a card shows its facts. What is real comes before
 * exercises and examples; then as the entries: attacks, urgency, severity, the newest.
 */
export function compareEvents(a: Event, b: Event): number {
  return (
    handlingRank[a.handling] - handlingRank[b.handling] ||
    Number(b.kind === 'incident') - Number(a.kind === 'incident') ||
    Number(isUrgent(b.threat?.urgency)) - Number(isUrgent(a.threat?.urgency)) ||
    severityRank[a.severity] - severityRank[b.severity] ||
    startMillis(b.at) - startMillis(a.at) ||
    (a.id < b.id ? 1 : -1)
  );
}

/** Settles what is left in the same order everywhere. */
function place({ country, key }: Threatened): string {
  return `${country} ${key}`;
}

/** The gravest severity of the entries; null of none. */
export function highestSeverity(entries: readonly Pick<Threatened, 'severity'>[]): Severity | null {
  return entries.reduce<Severity | null>(
    (highest, { severity }) =>
      highest === null || severityRank[severity] < severityRank[highest] ? severity : highest,
    null,
  );
}

function keyOf(event: Event, target: Target): string {
  if (target.missionId) return `mission:${target.missionId}`;
  if (target.visitId) return `visit:${target.visitId}`;
  if (target.type === 'all-missions') return `all:${target.country}:${event.location.country}`;
  return `place:${target.country}:${target.type}:${event.location.country}:${event.location.city ?? ''}`;
}

const urgencyRank = { immediate: 0, expected: 1, future: 2, unknown: 3, past: 4 } as const satisfies Record<
  Urgency,
  number
>;
const handlingRank = { actual: 0, exercise: 1, example: 2 } as const satisfies Record<Handling, number>;

function least<T extends string>(values: readonly T[], rank: Record<T, number>): T | undefined {
  return values.reduce<T | undefined>(
    (best, value) => (best === undefined || rank[value] < rank[best] ? value : best),
    undefined,
  );
}

function entryOf(key: string, group: Pressures, now: number): Threatened {
  const events = [...new Set(group.map(({ event }) => event))].sort(compareEvents);
  const first = events[0] ?? group[0].event;
  // Beside what is real, an exercise or example neither raises the severity nor makes it an attack.
  const counted = events.filter(({ handling }) => handling === first.handling);
  const threats = counted.filter(({ kind }) => kind === 'threat');
  const underAttack = counted.some(({ kind }) => kind === 'incident');
  const isWhole = group[0].target.type === 'all-missions';
  const target = group.find((one) => one.target.mission)?.target ?? group[0].target;
  const sources = events.flatMap((event) => event.sources);
  const { mission } = target;
  return {
    key,
    country: target.country,
    host: mission?.host ?? first.location.country,
    type: target.type,
    city: mission ? mission.city : isWhole ? null : first.location.city,
    mission:
      mission && target.missionId
        ? { id: target.missionId, type: mission.type, city: mission.city, name: mission.name }
        : null,
    visit: target.visitId ? { id: target.visitId } : null,
    allMissions: isWhole,
    leading: first.id,
    underAttack,
    severity: highestSeverity(counted) ?? 'unknown',
    urgency: underAttack
      ? 'immediate'
      : (least(
          threats.flatMap((event) => event.threat?.urgency ?? []),
          urgencyRank,
        ) ?? 'unknown'),
    since: events.map((event) => event.at).sort((a, b) => startMillis(a) - startMillis(b))[0] ?? first.at,
    overdue: !underAttack && threats.every((event) => isOverdue(event, now)),
    expired: threats.some((event) => isExpired(event, now)),
    disputed: counted.some((event) => event.verification === 'disputed'),
    handling: first.handling,
    threats: events.flatMap(({ id, kind }) => (kind === 'threat' ? [id] : [])),
    incidents: events.flatMap(({ id, kind }) => (kind === 'incident' ? [id] : [])),
    grade: gradeOf(strongest(sources)),
    independentSources: independentSources(sources),
  };
}

function order(a: Threatened, b: Threatened): number {
  return (
    Number(b.underAttack) - Number(a.underAttack) ||
    Number(isUrgent(b.urgency)) - Number(isUrgent(a.urgency)) ||
    severityRank[a.severity] - severityRank[b.severity]
  );
}
