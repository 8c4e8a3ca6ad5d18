import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { unusedExampleActors } from '@/db/rules/records/examples';

/** Actors of which each may be a part of an earlier one. */
const anyActors = fc
  .array(fc.record({ isExample: fc.boolean(), isNamed: fc.boolean(), parent: fc.option(fc.nat()) }), {
    maxLength: 12,
  })
  .map((drafts) =>
    drafts.map(({ isExample, isNamed, parent }, index) => ({
      id: `${index}`,
      isExample,
      isNamed,
      parentId: parent === null || index === 0 ? null : `${parent % index}`,
    })),
  );

test('example actors go that neither an event nor a remaining actor names, children first', () => {
  void fc.assert(
    fc.property(anyActors, (actors) => {
      const named = new Set(actors.filter(({ isNamed }) => isNamed).map(({ id }) => id));
      const order = unusedExampleActors(actors, named);
      const place = new Map(order.map((id, index) => [id, index]));
      const isUsed = (id: string): boolean =>
        named.has(id) || actors.some((one) => one.parentId === id && (!one.isExample || isUsed(one.id)));
      const expected = actors.filter(({ id, isExample }) => isExample && !isUsed(id)).map(({ id }) => id);
      const tooEarly = actors.filter(
        ({ id, parentId }) => (place.get(id) ?? -1) > (place.get(parentId ?? '') ?? Number.POSITIVE_INFINITY),
      );
      expect([order.toSorted(), tooEarly]).toEqual([expected.toSorted(), []]);
    }),
  );
});
