import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { unusedActors } from '@/db/rules/records/unused-actors';

/** Actors of which each may be a part of an earlier one. */
const anyActors = fc
  .array(fc.record({ isRemovable: fc.boolean(), isNamed: fc.boolean(), parent: fc.option(fc.nat()) }), {
    maxLength: 12,
  })
  .map((drafts) =>
    drafts.map(({ isRemovable, isNamed, parent }, index) => ({
      id: `${index}`,
      isRemovable,
      isNamed,
      parentId: parent === null || index === 0 ? null : `${parent % index}`,
    })),
  );

test('removable actors go that neither an event nor a remaining actor names, children first', () => {
  void fc.assert(
    fc.property(anyActors, (actors) => {
      const named = new Set(actors.filter(({ isNamed }) => isNamed).map(({ id }) => id));
      const order = unusedActors(actors, named);
      const place = new Map(order.map((id, index) => [id, index]));
      const isUsed = (id: string): boolean =>
        named.has(id) || actors.some((one) => one.parentId === id && (!one.isRemovable || isUsed(one.id)));
      const expected = actors.filter(({ id, isRemovable }) => isRemovable && !isUsed(id)).map(({ id }) => id);
      const tooEarly = actors.filter(
        ({ id, parentId }) => (place.get(id) ?? -1) > (place.get(parentId ?? '') ?? Number.POSITIVE_INFINITY),
      );
      expect([order.toSorted(), tooEarly]).toEqual([expected.toSorted(), []]);
    }),
  );
});
