import { eq, sql } from 'drizzle-orm';
import { invalid } from '../../model/errors';
import { isSame } from '../../model/journal/history';
import { actorRecord } from '../../model/records/actor';
import type { Actor } from '../../model/reference';
import { createEventRenaming } from '../indexing/rename-in-events';
import { searchIn } from '../queries/search-in';
import { actors } from '../schema/reference';
import { bindRecord } from './record-binding';

export const actorBinding = bindRecord(actorRecord, {
  table: actors,
  texts: 'actors_fts',
  columnsOf: (input) => input,
  toAnswer: ({ n: _, isExample: __, renamingAfter: ___, ...actor }) => actor,
  listParts: ({ q }) => ({ where: q ? searchIn('actors_fts', actors.n, q) : undefined }),

  rules: ({ db }) => {
    const renaming = createEventRenaming(db, 'actor');
    const parentOf = db
      .select({ id: actors.id, parentId: actors.parentId })
      .from(actors)
      .where(eq(actors.id, sql.placeholder('id')))
      .prepare();
    return {
      checkUpdate(_, { id: own }, { parentId }) {
        for (let id = parentId; id !== null; id = parentOf.get({ id })?.parentId ?? null) {
          if (id === own) throw invalid('parentId', 'actor-inside-itself');
        }
      },
      afterUpdate(row, before, after) {
        if (!isSame(namesOf(before), namesOf(after))) renaming.begin(row);
      },
    };
  },
});

/** The fields that events show or are found by; a change of them is written into events. */
function namesOf({ name, aliases }: Actor) {
  return { name, aliases };
}
