import type { HistoryItem } from '@/db/model/reference';

/** The targets after each change of a history, in its order (newest first); `now` are the current ones. */
export function targetsAfter(items: readonly HistoryItem[], now: readonly unknown[]): (readonly unknown[])[] {
  let targets: unknown = now;
  return items.map(({ changes }) => {
    const after = targets;
    for (const { path, before } of changes) {
      const [list, ...keys] = path.split('.');
      if (list === 'targets') targets = withValue(targets, keys, before);
    }
    return Array.isArray(after) ? after : [];
  });
}

function withValue(tree: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(tree)) {
    return tree.map((one, index) => (String(index) === key ? withValue(one, rest, value) : one));
  }
  if (typeof tree !== 'object' || tree === null) return tree;
  return { ...tree, [key]: withValue(Reflect.get(tree, key), rest, value) };
}
