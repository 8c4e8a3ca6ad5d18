import { timeZoneOf } from '@/db/model/places/time-zones';
import { isDate } from '@/db/model/values/moment';
import { certaintyOf, type PlacePrecision } from '@/db/model/words';
import type { Event, EventDraft, EventInput } from './event';

/**
 * Converts an event to the draft that a merge patch is applied to. It leaves out what the server adds, and values that
 * follow from others, so that they also follow an edit (a new likelihood gives a new certainty). Parsing the draft
 * with `eventInput` gives the same record.
 */
export function editable(event: Event): EventDraft {
  const { id, ref, aliases, version, loggedAt, activityAt, createdBy, updatedAt, updatedBy, ...shown } =
    event;
  const { toBeConfirmed, ...own } = shown;
  return {
    ...own,
    atPrecision: event.atPrecision === plainPrecisionOf(event.at) ? undefined : event.atPrecision,
    location: editableLocation(event.location),
    targets: event.targets.map(({ mission, ...target }) => target),
    actors: event.actors.map(({ name, ...actor }) => actor),
    incident: event.incident ? editableIncident(event.incident) : undefined,
    threat: event.threat ? editableThreat(event.threat) : undefined,
  };
}

/** The precision of a moment if none is given. */
function plainPrecisionOf(at: string): 'day' | 'minute' {
  return isDate(at) ? 'day' : 'minute';
}

/** The precision of a location if none is given. */
export function placePrecisionOf(
  at: Pick<EventInput['location'], 'place' | 'lat' | 'city' | 'province'>,
): PlacePrecision {
  if (at.place !== null && at.lat !== null) return 'exact';
  if (at.city !== null) return 'city';
  return at.province !== null ? 'province' : 'country';
}

function editableLocation(at: Event['location']): EventDraft['location'] {
  return {
    ...at,
    precision: at.precision === placePrecisionOf(at) ? undefined : at.precision,
    timeZone: at.timeZone === timeZoneOf(at.country) ? undefined : at.timeZone,
  };
}

function editableIncident(part: NonNullable<Event['incident']>): EventDraft['incident'] {
  const { closedAt, ...own } = part;
  return own;
}

function editableThreat(part: NonNullable<Event['threat']>): EventDraft['threat'] {
  const { urgencyAt, lapsedAt, endedAt, ...own } = part;
  return { ...own, certainty: part.certainty === certaintyOf(part.likelihood) ? null : part.certainty };
}
