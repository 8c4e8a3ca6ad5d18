import { isSame } from '@/db/model/journal/history';

/** The parts of a record that are compared field by field; all others are compared as a whole. */
const divided: ReadonlySet<string> = new Set(['incident', 'threat']);

type Json = Readonly<Record<string, unknown>>;

/** The JSON Merge Patch (RFC 7396) that turns `before` into `after`: lists as a whole, null for removed values. */
export function patchBetween(before: Json, after: Json): Record<string, unknown> {
  const patch: Record<string, unknown> = {};
  for (const key of keysOf(before, after)) {
    const from = before[key] ?? null;
    const to = after[key] ?? null;
    if (isSame(from, to)) continue;
    patch[key] = isObject(from) && isObject(to) ? patchBetween(from, to) : to;
  }
  return patch;
}

/** The fields in which two records differ: "title", "targets", "incident.killed". */
export function changedFields(before: Json, after: Json): string[] {
  return keysOf(before, after).flatMap((key) => {
    const from = before[key] ?? null;
    const to = after[key] ?? null;
    if (isSame(from, to)) return [];
    if (!divided.has(key) || !isObject(from) || !isObject(to)) return [key];
    return keysOf(from, to)
      .filter((inner) => !isSame(from[inner] ?? null, to[inner] ?? null))
      .map((inner) => `${key}.${inner}`);
  });
}

function keysOf(before: Json, after: Json): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])];
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
