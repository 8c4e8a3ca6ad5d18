import type { Principal } from '../../model/access/principal';
import { type Marking, visible } from '../../model/access/visible';
import { isRecordType } from '../../model/records/journal-types';
import { throwIfRefused } from '../../rules/decision';
import {
  type FoundReferences,
  referenceKey,
  referencesIn,
  refuseDeletion,
  refuseReferences,
} from '../../rules/records/references';
import type { Db } from '../client';
import { createMarkingLookup } from './marking-lookup';
import type { WriterContext } from './record-binding';
import { recordBindings } from './record-bindings';

/** Checks the references of records to each other and to events. */
export function createReferenceChecks(db: Db): Pick<WriterContext, 'checkReferences' | 'checkDeletion'> {
  const { markingOfEvent } = createMarkingLookup(db);

  /** The marking of a record that this reader may see. */
  function findMarking(who: Principal, type: string, id: string): Marking | undefined {
    if (isRecordType(type)) return recordBindings[type].reader(db).findMarking(who, id);
    const marking = type === 'event' ? markingOfEvent(id) : null;
    return marking && visible(who, marking) ? marking : undefined;
  }

  return {
    checkReferences(by, definition, change) {
      const found: FoundReferences = new Map(
        referencesIn(definition, change.input).flatMap(({ type, id }) => {
          const marking = findMarking(by, type, id);
          return marking ? [[referenceKey(type, id), marking]] : [];
        }),
      );
      throwIfRefused(refuseReferences(definition, change, found));
    },
    checkDeletion(by, { type }, id) {
      const isNamed = Object.values(recordBindings).some((binding) =>
        binding.reader(db).isNaming(by, type, id),
      );
      throwIfRefused(refuseDeletion(isNamed));
    },
  };
}
