/*
 * Read by hand: every page needs this at once, and the schema in problem.ts would load zod (33 KB compressed) with it.
 */

/** The kind of problem that an answer tells; null if it tells none, for example because a proxy sent it. */
export function problemKindOf(answer: unknown): string | null {
  if (!isObject(answer) || !('type' in answer) || typeof answer.type !== 'string') return null;
  return /^urn:chancery:problem:(.+)$/.exec(answer.type)?.[1] ?? null;
}

/** Whether the problem names this field as wrong. */
export function hasErrorAt(answer: unknown, path: string): boolean {
  if (!isObject(answer) || !('errors' in answer) || !Array.isArray(answer.errors)) return false;
  return answer.errors.some((error: unknown) => isObject(error) && 'path' in error && error.path === path);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
