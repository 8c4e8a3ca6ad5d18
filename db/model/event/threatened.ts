import type { Threatened } from '@/db/model/board';
import type { Filter } from '@/db/model/filter';
import { matches, matchesTarget } from '@/db/model/matches';
import { endMillis, startMillis } from '@/db/model/values/moment';
import {
  type Handling,
  isAttack,
  isDiplomatic,
  type Phase,
  type Severity,
  severityRank,
  type ThreatStatus,
  type Urgency,
} from '@/db/model/words';
import type { Event, Target } from './event';
import { gradeOf, strongest } from './grade';
import { lapsesOnExpiry } from './lapse';
import { independentOrigins } from './origins';
import { isUrgent } from './urgency';

type ActiveTarget = { event: Event; target: Target };
/** The active targets of one entry, at least one. */
type ActiveTargets = [ActiveTarget, ...ActiveTarget[]];

/** Is a current threat past its review date? It stays current and is marked for review. */
export function isOverdue(event: Event, now: number): boolean {
  const review = event.threat?.status === 'current' ? event.threat.reviewBy : null;
  return review !== null && endMillis(review) <= now;
}

/**
 * Has the validity of a current severe or extreme threat ended? It stays current until a person decides, while milder
 * ones lapse. This depends on the clock and not on a change of the record.
 */
export function isExpired(event: Event, now: number): boolean {
  const { threat, severity } = event;
  if (threat?.status !== 'current' || lapsesOnExpiry(severity)) return false;
  return threat.validUntil !== null && endMillis(threat.validUntil) <= now;
}

type ActiveFields = { threat: { status: ThreatStatus } | null; incident: { phase: Phase } | null };

/** Is the event a current threat, or an attack under way or contained? */
export function isActive({ threat, incident }: ActiveFields): boolean {
  return threat?.status === 'current' || isAttack(incident?.phase);
}

/** The targets of an event that are under threat now. */
export function targetsInDanger(event: Event): Target[] {
  return isActive(event) ? event.targets.filter((one) => isDiplomatic(one.type) && one.outcome === null) : [];
}

/**
 * The list "Under threat now", from the active events that match the filter: one entry per mission, else per visit,
 * else per (country, type, host, city). Sorted by under attack, urgency immediate or expected, severity, missions of
 * the `own` countries, and newest. An entry is overdue if all its threats are and it is not under attack; it is
 * expired if one of its threats is.
 */
export function threatenedBy(
  events: Iterable<Event>,
  filter: Filter,
  now: number,
  own: readonly string[] = [],
): Threatened[] {
  const groups = new Map<string, ActiveTargets>();
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
        compareEntries(a.entry, b.entry) ||
        Number(isOwn(b.entry)) - Number(isOwn(a.entry)) ||
        b.newest - a.newest ||
        (tieBreakerOf(a.entry) < tieBreakerOf(b.entry) ? -1 : 1),
    )
    .map(({ entry }) => entry);
}

/**
 * Sorts the events of one entry: actual ones before exercises and examples, then attacks, urgency, severity, newest.
 * The entry shows the facts of the first event.
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

/** Makes the order of equal entries the same everywhere. */
function tieBreakerOf({ country, key }: Threatened): string {
  return `${country} ${key}`;
}

/** The highest severity of the entries; null if there are none. */
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

function lowestRanked<T extends string>(values: readonly T[], rank: Record<T, number>): T | undefined {
  return values.reduce<T | undefined>(
    (best, value) => (best === undefined || rank[value] < rank[best] ? value : best),
    undefined,
  );
}

function entryOf(key: string, group: ActiveTargets, now: number): Threatened {
  const events = [...new Set(group.map(({ event }) => event))].sort(compareEvents);
  const first = events[0] ?? group[0].event;
  // Beside actual events, an exercise or example must not raise the severity or show an attack.
  const relevant = events.filter(({ handling }) => handling === first.handling);
  const threats = relevant.filter(({ kind }) => kind === 'threat');
  const underAttack = relevant.some(({ kind }) => kind === 'incident');
  const isAllMissions = group[0].target.type === 'all-missions';
  const target = group.find((one) => one.target.mission)?.target ?? group[0].target;
  const sources = events.flatMap((event) => event.sources);
  const { mission } = target;
  return {
    key,
    country: target.country,
    host: mission?.host ?? first.location.country,
    type: target.type,
    city: mission ? mission.city : isAllMissions ? null : first.location.city,
    mission:
      mission && target.missionId
        ? { id: target.missionId, type: mission.type, city: mission.city, name: mission.name }
        : null,
    visit: target.visitId ? { id: target.visitId } : null,
    allMissions: isAllMissions,
    leading: first.id,
    underAttack,
    severity: highestSeverity(relevant) ?? 'unknown',
    urgency: underAttack
      ? 'immediate'
      : (lowestRanked(
          threats.flatMap((event) => event.threat?.urgency ?? []),
          urgencyRank,
        ) ?? 'unknown'),
    since: events.map((event) => event.at).sort((a, b) => startMillis(a) - startMillis(b))[0] ?? first.at,
    overdue: !underAttack && threats.every((event) => isOverdue(event, now)),
    expired: threats.some((event) => isExpired(event, now)),
    disputed: relevant.some((event) => event.verification === 'disputed'),
    toBeConfirmed: relevant.find((event) => event.toBeConfirmed)?.toBeConfirmed ?? null,
    handling: first.handling,
    threats: events.flatMap(({ id, kind }) => (kind === 'threat' ? [id] : [])),
    incidents: events.flatMap(({ id, kind }) => (kind === 'incident' ? [id] : [])),
    grade: gradeOf(strongest(sources)),
    independentSources: independentOrigins(sources),
  };
}

function compareEntries(a: Threatened, b: Threatened): number {
  return (
    Number(b.underAttack) - Number(a.underAttack) ||
    Number(isUrgent(b.urgency)) - Number(isUrgent(a.urgency)) ||
    severityRank[a.severity] - severityRank[b.severity]
  );
}
