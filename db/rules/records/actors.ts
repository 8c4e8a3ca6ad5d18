import { type AppError, invalid } from '@/db/model/errors';
import { isSame } from '@/db/model/journal/history';
import type { Actor, ActorInput } from '@/db/model/reference';

/**
 * Refuses a parent that does not exist, or of which the actor is a part itself; null if there is none. `own` is the id
 * of the actor, null for a new one. `parents` holds the chain from the input's parent upwards: each actor's parent, by
 * id.
 */
export function refuseParent(
  own: string | null,
  { parentId }: ActorInput,
  { parents }: { parents: ReadonlyMap<string, string | null> },
): AppError | null {
  const seen = new Set<string>();
  for (let id = parentId; id !== null && !seen.has(id); id = parents.get(id) ?? null) {
    seen.add(id);
    if (!parents.has(id)) return invalid('parentId', 'no-such-actor');
    if (id === own) return invalid('parentId', 'actor-inside-itself');
  }
  return null;
}

/** Does the change concern what events show or are found by? Then it is written into the events that name it. */
export function isActorRenamed(before: Actor, after: Actor): boolean {
  return !isSame([before.name, before.aliases], [after.name, after.aliases]);
}
