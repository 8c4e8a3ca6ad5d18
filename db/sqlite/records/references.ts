import type { Principal } from '../../model/access/principal';
import { isStricter, type Marking, visible } from '../../model/access/visible';
import { type FieldError, fieldError, invalidFields } from '../../model/errors';
import { isRecordType } from '../../model/records/journal-types';
import { eventOf } from '../../model/records/marking-of';
import { tlps } from '../../model/words';
import type { Db } from '../client';
import { createMarkingLookup } from './marking-lookup';
import type { WriterContext } from './record-binding';
import { recordBindings } from './record-bindings';

/** Checks the references of records to each other and to events. */
export function createReferenceCheck(db: Db): WriterContext['checkReferences'] {
  const { markingOfEvent } = createMarkingLookup(db);

  /** The marking of a record that this reader may see. */
  function findMarking(who: Principal, type: string, id: string): Marking | undefined {
    if (isRecordType(type)) return recordBindings[type].reader(db).findMarking(who, id);
    const marking = type === 'event' ? markingOfEvent(id) : null;
    return marking && visible(who, marking) ? marking : undefined;
  }

  return (by, { marking, references }, input, before) => {
    const own = 'tlp' in input ? input.tlp : null;
    const known = new Set((before && references?.(before))?.map(({ path, id }) => `${path} ${id}`));
    const errors: FieldError[] = (references?.(input) ?? []).flatMap(({ path, type, id, missing }) => {
      const found = findMarking(by, type, id);
      // It may have been marked stricter since. An editor who may no longer see it can keep the reference.
      if (!found && known.has(`${path} ${id}`)) return [];
      if (!found) return [fieldError(path, missing)];
      const isTooStrict = marking === 'own' && tlps.some((tlp) => tlp === own && isStricter(found.tlp, tlp));
      return isTooStrict ? [fieldError(path, 'reference-stricter')] : [];
    });
    const event = eventOf(marking, input);
    if (before && event !== eventOf(marking, before)) errors.push(fieldError('eventId', 'event-fixed'));
    else if (!before && event !== null && !findMarking(by, 'event', event))
      errors.push(fieldError('eventId', 'no-such-event'));
    if (errors.length > 0) throw invalidFields(errors);
  };
}
