import { isStricter, type Marking } from '@/db/model/access/visible';
import { type AppError, type FieldError, fieldError, invalid, invalidFields } from '@/db/model/errors';
import type { RecordDefinition, ReferenceField } from '@/db/model/records/define-record';
import { eventOf, markingOf } from '@/db/model/records/marking-of';
import type { Tlp } from '@/db/model/words';

type Declared = Pick<RecordDefinition, 'marking' | 'references'>;

/** A record that another one names at `path`. */
type NamedReference = Pick<ReferenceField, 'type' | 'missing'> & { path: string; id: string };

/** `before` is null for a new record. */
type Change = { before: object | null; input: object; createdBy: string };

/** The markings of the named records that the author may see, by `referenceKey`. */
export type FoundReferences = ReadonlyMap<string, Marking>;

export function referenceKey(type: string, id: string): string {
  return `${type} ${id}`;
}

/** The records that one names, its event included. */
export function referencesIn({ marking, references = [] }: Declared, record: object): NamedReference[] {
  const fields = new Map<string, unknown>(Object.entries(record));
  const named = references.flatMap(({ field, type, missing }) => {
    const value = fields.get(field);
    if (typeof value === 'string') return [{ path: field, id: value, type, missing }];
    const ids = Array.isArray(value) ? value.map(String) : [];
    return ids.map((id, index) => ({ path: `${field}.${index}`, id, type, missing }));
  });
  const event = eventOf(marking, record);
  return event === null
    ? named
    : [...named, { path: 'eventId', type: 'event', id: event, missing: 'no-such-event' }];
}

/**
 * Refuses a record that names what its author cannot find, or what is marked stricter than itself, since its readers
 * would learn of it. An editor who may no longer see a named record can keep it.
 */
export function refuseReferences(
  definition: Declared,
  { before, input, createdBy }: Change,
  found: FoundReferences,
): AppError | null {
  const { marking } = definition;
  const event = eventOf(marking, input);
  if (before && event !== eventOf(marking, before)) return invalid('eventId', 'event-fixed');
  const ownEvent = event === null ? undefined : found.get(referenceKey('event', event));
  const own = readersOf(marking, markingOf(marking, input, createdBy, ownEvent ?? null));
  const known = new Set(
    before && referencesIn(definition, before).map(({ type, id }) => referenceKey(type, id)),
  );
  const errors: FieldError[] = referencesIn(definition, input).flatMap(({ path, type, id, missing }) => {
    const named = found.get(referenceKey(type, id));
    if (!named) return known.has(referenceKey(type, id)) ? [] : [fieldError(path, missing)];
    return isStricter(named.tlp, own) ? [fieldError(path, 'reference-stricter')] : [];
  });
  return errors.length > 0 ? invalidFields(errors) : null;
}

/** A record with the marking `role` is read by everyone with the role, whatever their clearance. */
function readersOf(marking: Declared['marking'], { tlp }: Marking): Tlp {
  return marking === 'role' ? 'clear' : tlp;
}

/**
 * Refuses to delete a record that others name. Only those count that the author may see, because a refusal must not
 * reveal hidden ones; these keep the id of a record that is gone.
 */
export function refuseDeletion(isNamed: boolean): AppError | null {
  return isNamed ? invalid('id', 'still-named') : null;
}
