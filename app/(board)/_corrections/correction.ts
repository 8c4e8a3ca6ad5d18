import type { Event } from '@/db/model/event/event';
import type { HistoryItem } from '@/db/model/reference';
import type { BoardState } from '../../_live/board-state';
import { fetchEvent } from '../../events/_record/fetch-event';

/** What became of a record that a reader was told of, as far as they may know; who did it, when and why. */
export type Correction = { id: string; ref: string } & (
  | { what: 'gone' }
  | { what: 'merged'; into: string }
  | { what: 'withdrawn' | 'unfounded' | 'refuted'; by: Event['updatedBy']; at: string; reason: string | null }
);

/**
 * The correction of a record that has left the board; null if it ended in the usual way, which is none. A record that
 * they may no longer read, or that was deleted, is only gone. @throws if there is no valid answer
 */
export async function fetchCorrection(
  id: string,
  ref: string,
  { events, removed }: Pick<BoardState, 'events' | 'removed'>,
): Promise<Correction | null> {
  const survivor = [...events.values()].find(({ aliases }) => aliases.includes(ref));
  if (survivor) return { id, ref, what: 'merged', into: survivor.ref };
  const event = removed.has(id) ? null : await fetchEvent(ref);
  if (event === null) return { id, ref, what: 'gone' };
  if (event.id !== id) return { id, ref, what: 'merged', into: event.ref };
  const what = correctionOf(event);
  if (what === null) return null;
  const change = (await fetchHistory(id)).find(({ changes }) => changes.some(({ after }) => after === what));
  return {
    id,
    ref,
    what,
    by: change?.by ?? event.updatedBy,
    at: change?.at ?? event.updatedAt,
    reason: change?.reason ?? event.threat?.statusReason ?? null,
  };
}

function correctionOf({ verification, threat }: Event): 'withdrawn' | 'unfounded' | 'refuted' | null {
  if (verification === 'refuted') return 'refuted';
  if (threat?.status === 'withdrawn' || threat?.status === 'unfounded') return threat.status;
  return null;
}

/** Newest first. */
async function fetchHistory(id: string): Promise<HistoryItem[]> {
  const response = await fetch(`/api/events/${id}/history`, { cache: 'no-store' });
  if (!response.ok) return [];
  const { items }: { items: HistoryItem[] } = await response.json();
  return items;
}
