import type { Refusal } from '../../_api/write';
import { restoreEvent } from '../_api/send';
import type { Deletion } from './deletions';

export type UndoResult = { is: 'done' | 'already' | 'gone' | 'unreachable' } | ({ is: 'refused' } & Refusal);

/** Restores a deleted event. Load it on demand, since it parses the answer with zod. */
export async function undoDeletion(
  deletion: Pick<Deletion, 'id' | 'key'>,
  reason: string,
): Promise<UndoResult> {
  const outcome = await restoreEvent(deletion, reason);
  switch (outcome.is) {
    case 'done':
    case 'unreachable':
      return { is: outcome.is };
    case 'refused':
      return outcome.code === 'not-deleted' ? { is: 'already' } : outcome;
    default:
      return { is: 'gone' };
  }
}
