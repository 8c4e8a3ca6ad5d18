import type { Event } from '@/db/model/event/event';
import { changeEvent } from '../_api/send';
import { fetchEvent } from '../_record/fetch-event';
import type { FormState } from './state/form-state';

/**
 * Gives the targets of linked threats for which the danger is over the outcome `realised`; `reason` stands in their
 * history. Returns the ids of the threats that could not be changed.
 */
export async function endDangers(
  { incident }: Pick<FormState, 'incident'>,
  reason: string,
): Promise<string[]> {
  const linked = incident?.realises ?? [];
  const failed: string[] = [];
  for (const { id, ref } of linked) {
    const places = incident?.over[id] ?? [];
    if (places.length > 0 && !(await endDanger(id, places, reason))) failed.push(ref);
  }
  return failed;
}

async function endDanger(id: string, places: readonly number[], reason: string): Promise<boolean> {
  const threat: Event | null = await fetchEvent(id).catch(() => null);
  if (threat === null) return false;
  const targets = threat.targets.map(({ mission: _, ...target }, index) =>
    places.includes(index) && target.outcome === null ? { ...target, outcome: 'realised' } : target,
  );
  const isOver = targets.every(({ outcome }) => outcome !== null);
  const { is } = await changeEvent(threat, {
    targets,
    ...(isOver && { threat: { status: 'realised', statusReason: reason } }),
    reason,
  });
  return is === 'done';
}
