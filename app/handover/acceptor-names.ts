import type { Handover } from '@/db/model/records/handover';

/** The names of those who accepted these handovers, by id. */
export function acceptorNames(
  people: readonly { id: string; name: string }[],
  handovers: readonly Handover[],
): Record<string, string> {
  const ids = new Set(handovers.map(({ acceptedBy }) => acceptedBy));
  return Object.fromEntries(people.flatMap(({ id, name }) => (ids.has(id) ? [[id, name]] : [])));
}
