import type { Event } from '@/db/model/event/event';
import { useViewerId } from '../../_session/viewer';

/** Did the user make all of the changes that are to be confirmed? They cannot confirm them then. */
export function useIsOwn({ toBeConfirmed }: Pick<Event, 'toBeConfirmed'>): boolean {
  const id = useViewerId();
  return toBeConfirmed?.changes.every(({ by }) => by.id === id) ?? false;
}
