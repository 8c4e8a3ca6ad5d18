export type FieldChange = { path: string; before: unknown; after: unknown };

/**
 * The differences between two values, by dotted path ("incident.killed.max"). Arrays of equal length are compared by
 * position, others as a whole.
 */
export function changesBetween(before: unknown, after: unknown, path = ''): FieldChange[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const pairs =
    Array.isArray(before) && Array.isArray(after) && before.length !== after.length
      ? null
      : childrenOf(before, after);
  if (!pairs) return [{ path, before: before ?? null, after: after ?? null }];
  return pairs.flatMap(([key, from, to]) => changesBetween(from, to, path === '' ? key : `${path}.${key}`));
}

/** Are the values equal? The order of fields does not matter. */
export function isSame(one: unknown, other: unknown): boolean {
  return changesBetween(one, other).length === 0;
}

function childrenOf(before: unknown, after: unknown): [string, unknown, unknown][] | null {
  if (!isTree(before) || !isTree(after) || Array.isArray(before) !== Array.isArray(after)) return null;
  const from = new Map(Object.entries(before));
  const to = new Map(Object.entries(after));
  return [...new Set([...from.keys(), ...to.keys()])].map((key) => [key, from.get(key), to.get(key)]);
}

function isTree(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
