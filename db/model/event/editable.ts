import { timeZoneOf } from '@/db/model/places/time-zones';
import { isDate } from '@/db/model/values/moment';
import { certaintyOf, type PlacePrecision } from '@/db/model/words';
import type { Event, EventDraft, EventInput } from './event';

/**
 * The form of a record that can be edited and sent back: what a merge patch is laid over. What the server
 * adds is left out, and so is what follows from the rest, so that it follows the edit too (another
 * likelihood brings another certainty). Parsed by eventInput it makes the same record again.
 */
export function editable(event: Event): EventDraft {
  const { id, ref, aliases, version, loggedAt, activityAt, createdBy, updatedAt, updatedBy, ...own } = event;
  return {
    ...own,
    atPrecision: event.atPrecision === plainPrecisionOf(event.at) ? undefined : event.atPrecision,
    location: editableLocation(event.location),
    targets: event.targets.map(({ mission, ...target }) => target),
    actors: event.actors.map(({ name, ...actor }) => actor),
    incident: event.incident ?? undefined,
    threat: event.threat ? editableThreat(event.threat) : undefined,
  };
}

/** How precisely a moment is meant where nothing says so. */
function plainPrecisionOf(at: string): 'day' | 'minute' {
  return isDate(at) ? 'day' : 'minute';
}

/** How precise a place is where nothing says so. */
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

function editableThreat(part: NonNullable<Event['threat']>): EventDraft['threat'] {
  const { urgencyAt, ...own } = part;
  return { ...own, certainty: part.certainty === certaintyOf(part.likelihood) ? null : part.certainty };
}
