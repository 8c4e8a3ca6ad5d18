type KnownActor = { id: string; parentId: string | null; isRemovable: boolean };

/**
 * The removable actors that nothing names once the events of their exercise or example are gone, children before their
 * parents. `actors` are all actors, `named` the ids of those that an event still names.
 */
export function unusedActors(actors: readonly KnownActor[], named: ReadonlySet<string>): readonly string[] {
  const unused: string[] = [];
  for (let left = [...actors]; ; ) {
    const parents = new Set(left.map(({ parentId }) => parentId));
    const leaves = left.filter(({ id, isRemovable }) => isRemovable && !named.has(id) && !parents.has(id));
    if (leaves.length === 0) return unused;
    unused.push(...leaves.map(({ id }) => id));
    left = left.filter((one) => !leaves.includes(one));
  }
}
