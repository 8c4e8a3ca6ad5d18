import { and, eq, isNotNull, notInArray } from 'drizzle-orm';
import { newUuid } from '../../ids';
import type { Principal } from '../../model/access/principal';
import { isSame } from '../../model/journal/history';
import type { Actor, ActorInput } from '../../model/reference';
import { throwIfRefused } from '../../rules/decision';
import { isActorRenamed, refuseParent } from '../../rules/records/actors';
import { textOfActor } from '../../rules/search-text';
import type { Idempotency } from '../../store';
import type { Db } from '../client';
import { createEventRenaming } from '../indexing/rename-in-events';
import { createTextIndex } from '../indexing/text-index';
import type { JournalTable } from '../journal/journal';
import { appendReferenceChange, publicMarking } from '../journal/reference-journal';
import { type ActorRow, toActor } from '../queries/reference-rows';
import { eventActors } from '../schema/events';
import { actors } from '../schema/reference';
import { createIdempotency } from './idempotency';
import { requireFound, requireVersion } from './requirements';

/** The commands on actors. Call each inside one immediate transaction. */
export function createActorCommands(db: Db, journal: JournalTable) {
  const idempotencyKeys = createIdempotency(db);
  const texts = createTextIndex(db, 'actors_fts');
  const renaming = createEventRenaming(db, journal, 'actor', (id) => {
    const row = find(id);
    return row && toActor(row);
  });

  function createActor(
    by: Principal,
    input: ActorInput,
    idempotency: Idempotency,
  ): { actor: Actor; isReplay: boolean } {
    const now = Date.now();
    const known = idempotencyKeys.find(by, 'actor', idempotency, now);
    if (known !== null) return { actor: toActor(requireFound(find(known), 'actor')), isReplay: true };
    throwIfRefused(refuseParent(null, input, { parents: parentsFrom(input.parentId) }));
    const actor = insertActor(newUuid(), input, false);
    appendReferenceChange(journal, by, { type: 'actor', record: actor, before: null, after: publicMarking });
    idempotencyKeys.save(by, 'actor', idempotency, actor.id, now);
    return { actor, isReplay: false };
  }

  function updateActor(by: Principal, id: string, version: number, input: ActorInput): Actor {
    const row = requireVersion(find(id), version, 'actor', toActor);
    throwIfRefused(refuseParent(row.id, input, { parents: parentsFrom(input.parentId) }));
    const before = toActor(row);
    if (isSame(before, { ...before, ...input })) return before;
    const written = db
      .update(actors)
      .set({ ...input, version: version + 1 })
      .where(eq(actors.n, row.n))
      .returning()
      .get();
    const actor = toActor(written);
    texts.replace(row.n, textOfActor(input));
    appendReferenceChange(journal, by, {
      type: 'actor',
      record: actor,
      before: publicMarking,
      after: publicMarking,
    });
    if (isActorRenamed(before, actor)) renaming.begin(row);
    return actor;
  }

  /** Removes example actors that no event and no other actor names; children before their parents. */
  function removeExampleActors(by: Principal): void {
    const named = db.select({ id: eventActors.actorId }).from(eventActors);
    const parents = db.select({ id: actors.parentId }).from(actors).where(isNotNull(actors.parentId));
    const unused = and(
      eq(actors.isExample, true),
      notInArray(actors.id, named),
      notInArray(actors.id, parents),
    );
    for (;;) {
      const row = db.select().from(actors).where(unused).limit(1).get();
      if (!row) return;
      const record = { ...toActor(row), version: row.version + 1 };
      appendReferenceChange(journal, by, { type: 'actor', record, before: publicMarking, after: null });
      db.delete(actors).where(eq(actors.n, row.n)).run();
      texts.remove(row.n);
    }
  }

  function insertActor(id: string, input: ActorInput, isExample: boolean): Actor {
    const row = db
      .insert(actors)
      .values({ ...input, id, version: 1, isExample })
      .returning()
      .get();
    texts.add(row.n, textOfActor(input));
    return toActor(row);
  }

  function find(id: string): ActorRow | undefined {
    return db.select().from(actors).where(eq(actors.id, id)).get();
  }

  /** The chain from an actor upwards: each one's parent, by id. */
  function parentsFrom(start: string | null): Map<string, string | null> {
    const parents = new Map<string, string | null>();
    for (let id = start; id !== null && !parents.has(id); ) {
      const found = find(id);
      if (!found) break;
      parents.set(id, found.parentId);
      id = found.parentId;
    }
    return parents;
  }

  return { createActor, updateActor, insertActor, removeExampleActors, renaming };
}
