type ExampleActor = { id: string; parentId: string | null; isExample: boolean };

/**
 * The example actors that nothing names once the example's events are gone, children before their parents. `actors` are
 * all actors, `named` the ids of those that an event still names.
 */
export function unusedExampleActors(
  actors: readonly ExampleActor[],
  named: ReadonlySet<string>,
): readonly string[] {
  const unused: string[] = [];
  for (let left = [...actors]; ; ) {
    const parents = new Set(left.map(({ parentId }) => parentId));
    const leaves = left.filter(({ id, isExample }) => isExample && !named.has(id) && !parents.has(id));
    if (leaves.length === 0) return unused;
    unused.push(...leaves.map(({ id }) => id));
    left = left.filter((one) => !leaves.includes(one));
  }
}
