import type { RawFilter } from './filter-names';

/** The parameters that name records by id. */
export const namingNames = ['actor', 'mission', 'nearMissions'] as const;

/** The filter without the ids (lower-case) of what is gone. A parameter that names nothing else is left out. */
export function withoutGone(raw: RawFilter, gone: readonly string[]): RawFilter {
  if (gone.length === 0) return raw;
  const left = { ...raw };
  for (const name of namingNames) {
    const ids = raw[name]?.split(',').filter((id) => !gone.includes(id.toLowerCase()));
    if (ids) left[name] = ids.join(',') || null;
  }
  return left;
}
