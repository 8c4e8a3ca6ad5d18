import type { HistoryItem } from '@/db/model/reference';

const kinds = { missionId: 'missions', visitId: 'visits', actorId: 'actors' } as const;

export type CollectedIds = { missions: Set<string>; visits: Set<string>; actors: Set<string> };

/** The ids of the missions, visits and actors in a history. */
export function collectIds(items: readonly HistoryItem[]): CollectedIds {
  const found: CollectedIds = { missions: new Set(), visits: new Set(), actors: new Set() };
  const take = (name: string, value: unknown) => {
    if (typeof value === 'string') {
      if (name === 'missionId' || name === 'visitId' || name === 'actorId') found[kinds[name]].add(value);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) take(key, inner);
    }
  };
  for (const { path, before, after } of items.flatMap(({ changes }) => changes)) {
    const name = path.split('.').at(-1) ?? '';
    take(name, before);
    take(name, after);
  }
  return found;
}
