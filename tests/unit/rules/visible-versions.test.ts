import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { visible } from '@/db/model/access/visible';
import { tlps } from '@/db/model/words';
import { isDeletionVisible, isVersionVisible } from '@/db/rules/records/visible-versions';
import { people } from '../../integration/store/records';

const anyReader = fc.constantFrom(...people);
const ids = people.map(({ id }) => id);
const anyMarking = fc.record({
  tlp: fc.constantFrom(...tlps),
  recipients: fc.subarray(ids, { maxLength: 2 }),
});
const anyVersion = fc.record({
  before: fc.option(anyMarking),
  after: fc.option(anyMarking),
  createdBy: fc.constantFrom(...ids),
});

test('a version is shown by its own marking, and that of a deletion by the one before it', () => {
  void fc.assert(
    fc.property(anyReader, anyVersion, (who, version) => {
      const { createdBy } = version;
      const marking = version.after ?? version.before;
      const expected = marking !== null && visible(who, { ...marking, createdBy });
      expect(isVersionVisible(who, { marking: 'own' }, version)).toBe(expected);
      expect(isVersionVisible(who, { marking: 'role' }, version), 'The role decides').toBe(true);
      // The journal lists all who may see it: the creator of the record is not the creator of its event.
      const ofEvent = marking !== null && visible(who, { ...marking, createdBy: '' });
      expect(isVersionVisible(who, { marking: 'ofEvent' }, version)).toBe(ofEvent);
    }),
  );
});

test('a deleted record is shown if its last marking allows it, and today’s of its event', () => {
  void fc.assert(
    fc.property(anyReader, anyVersion, fc.option(anyMarking), (who, { before, createdBy }, event) => {
      const today = event && { ...event, createdBy };
      const deletion = { before, createdBy, isDeletion: true };
      const own = isVersionVisible(who, { marking: 'ofEvent' }, { before, after: null, createdBy });
      expect(isDeletionVisible(who, { marking: 'ofEvent' }, deletion, today)).toBe(
        own && today !== null && visible(who, today),
      );
      expect(isDeletionVisible(who, { marking: 'own' }, { ...deletion, isDeletion: false }, null)).toBe(
        false,
      );
    }),
  );
});
