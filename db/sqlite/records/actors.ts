import { and, eq, inArray, sql } from 'drizzle-orm';
import { actorRecord } from '../../model/records/actor';
import { throwIfRefused } from '../../rules/decision';
import { isActorRenamed, refuseParent } from '../../rules/records/actors';
import { searchIn } from '../queries/search-in';
import { actors } from '../schema/reference';
import { bindRecord } from './record-binding';

export const actorBinding = bindRecord(actorRecord, {
  table: actors,
  texts: 'actors_fts',
  columnsOf: (input) => input,
  toAnswer: ({ n: _, isExample: __, renamingAfter: ___, ...actor }) => actor,
  listParts: ({ q, parent }) => ({
    where: and(
      q ? searchIn('actors_fts', actors.n, q) : undefined,
      parent && inArray(actors.parentId, parent),
    ),
  }),

  namedIn: { references: 'event_actors', column: 'actor_id', isRenamed: isActorRenamed },

  rules: ({ db }) => {
    const parentOf = db
      .select({ id: actors.id, parentId: actors.parentId })
      .from(actors)
      .where(eq(actors.id, sql.placeholder('id')))
      .prepare();
    /** The chain from an actor upwards: each one's parent, by id. */
    const parentsFrom = (start: string | null) => {
      const parents = new Map<string, string | null>();
      for (let id = start; id !== null && !parents.has(id); ) {
        const found = parentOf.get({ id });
        if (!found) break;
        parents.set(id, found.parentId);
        id = found.parentId;
      }
      return parents;
    };
    return {
      checkUpdate(_, { id }, input) {
        throwIfRefused(refuseParent(id, input, { parents: parentsFrom(input.parentId) }));
      },
    };
  },
});
