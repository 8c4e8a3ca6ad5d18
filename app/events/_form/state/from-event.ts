import { editable } from '@/db/model/event/editable';
import type { Event } from '@/db/model/event/event';
import type { Count } from '@/db/model/event/fields';
import { isDate } from '@/db/model/values/moment';
import type { Precision } from '@/db/model/words';
import type { Linked } from '../../_record/links';
import type { NamedVisit } from '../../_record/targets';
import { formatTypedTime } from '../typed/parse-time';
import type { FormState, LinkedEvent } from './form-state';

type Context = {
  /** The user's time zone, for a place whose time zone is unknown. */
  timeZone: string;
  /** Known linked events; others are shown by id. */
  linked: Readonly<Record<string, Linked>>;
  /** Known visits. */
  visits?: Readonly<Record<string, NamedVisit>>;
};

/** The form state for editing a record. */
export function stateOf(event: Event, { timeZone, linked, visits = {} }: Context): FormState {
  const zone = event.location.timeZone ?? timeZone;
  const typed = (moment: string | null, precision?: Precision) =>
    moment === null ? '' : formatTypedTime(moment, precision ?? (isDate(moment) ? 'day' : 'minute'), zone);
  const links = (ids: readonly string[]): LinkedEvent[] =>
    ids.map((id) => ({
      id,
      ...(linked[id] ?? { ref: id, title: '', tlp: null, handling: 'actual' as const }),
    }));
  return {
    kind: event.kind,
    handling: event.handling,
    title: event.title,
    summary: event.summary,
    at: typed(event.at, event.atPrecision),
    location: locationOf(event),
    targets: event.targets.map((target, index) => targetOf(event, target, index, visits)),
    actors: event.actors.map(({ actorId, name, role }, index) => ({ key: `a${index}`, actorId, name, role })),
    attackTypes: event.attackTypes,
    weaponTypes: event.weaponTypes,
    sources: event.sources.map((source) => ({
      key: source.id,
      id: source.id,
      publisher: source.publisher,
      publisherFamily: source.publisherFamily ?? '',
      title: source.title,
      url: source.url ?? '',
      author: source.author ?? '',
      publishedOn: source.publishedOn ?? typed(source.publishedAt ?? null),
      accessedOn: source.accessedOn ?? typed(source.accessedAt ?? null),
      language: source.language ?? '',
      quote: source.quote ?? '',
      reliability: source.reliability,
      credibility: source.credibility,
      origin: source.origin ?? '',
    })),
    severity: event.severity === 'unknown' ? null : event.severity,
    verification: event.verification,
    tlp: event.tlp,
    recipients: event.recipients,
    tags: event.tags.join(', '),
    incident: event.incident && {
      ...event.incident,
      endedAt: typed(event.incident.endedAt),
      killed: typedCount(event.incident.killed),
      wounded: typedCount(event.incident.wounded),
      attackersKilled: typedCount(event.incident.attackersKilled),
      staffKilled: typedCount(event.incident.staffKilled),
      staffWounded: typedCount(event.incident.staffWounded),
      hostages: typedCount(event.incident.hostages),
      claim: {
        isClaimed: event.incident.claim !== null,
        on: event.incident.claim?.on ?? '',
        channel: event.incident.claim?.channel ?? '',
        quote: event.incident.claim?.quote ?? '',
      },
      realises: links(event.incident.realises),
      over: {},
    },
    threat: event.threat && {
      ...event.threat,
      statusReason: event.threat.statusReason ?? '',
      urgency: event.threat.urgency === 'unknown' ? null : event.threat.urgency,
      certainty: editable(event).threat?.certainty ?? null,
      validFrom: typed(event.threat.validFrom),
      validUntil: typed(event.threat.validUntil),
      reviewBy: typed(event.threat.reviewBy),
      realisedBy: links(event.threat.realisedBy),
    },
    open: {},
  };
}

function locationOf(event: Event): FormState['location'] {
  const { location } = event;
  return {
    country: location.country,
    province: location.province ?? '',
    city: location.city ?? '',
    place: location.place ?? '',
    lat: location.lat === null ? '' : String(location.lat),
    lon: location.lon === null ? '' : String(location.lon),
    // The precision of given coordinates is kept: a street added later does not make a city's coordinates more exact.
    precision: location.lat === null ? (editable(event).location.precision ?? null) : location.precision,
    timeZone: location.timeZone,
    isFilled: false,
  };
}

function targetOf(
  event: Event,
  target: Event['targets'][number],
  index: number,
  visits: Readonly<Record<string, NamedVisit>>,
): FormState['targets'][number] {
  const { mission, missionId, visitId } = target;
  return {
    key: `t${index}`,
    country: target.country,
    type: target.type,
    mission:
      mission && missionId
        ? {
            ...mission,
            id: missionId,
            sending: target.country,
            metro: null,
            lat: null,
            lon: null,
            status: null,
          }
        : null,
    visit: visitId
      ? {
          id: visitId,
          country: target.country,
          host: event.location.country,
          city: event.location.city,
          ...(visits[visitId] ?? { title: '', tlp: null }),
        }
      : null,
    host: null,
    note: target.note ?? '',
    outcome: target.outcome,
    accountedFor: target.accountedFor,
  };
}

function typedCount(count: Count | null): string {
  if (count === null) return '';
  return count.min === count.max ? String(count.min) : `${count.min}-${count.max}`;
}
