import type { OperationAnswer } from '@/db/model/event/bulk-change';
import type { Refusal } from '../../_api/write';
import { restoreEvent, undoOperation } from '../_api/send';
import type { UndoOffer } from './offers';

export type UndoResult =
  | { is: 'done' | 'already' | 'gone' | 'unreachable' }
  /** `isPartly`: the merged event is there again. The others were left alone. */
  | { is: 'skipped'; isPartly: boolean; skipped: OperationAnswer['skipped'] }
  | ({ is: 'refused' } & Refusal);

/** Undoes what is offered. Load it on demand, since it parses the answer with zod. */
export function sendUndo(offer: UndoOffer, reason: string): Promise<UndoResult> {
  return offer.into === null ? undoDeletion(offer, reason) : undoMerge(offer, reason);
}

/** Restores a deleted event. */
export async function undoDeletion(
  deletion: Pick<UndoOffer, 'id' | 'key'>,
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

async function undoMerge({ id, key }: UndoOffer, reason: string): Promise<UndoResult> {
  const outcome = await undoOperation(key, reason);
  if (outcome.is === 'refused' || outcome.is === 'unreachable') return outcome;
  if (outcome.is !== 'done') return { is: 'gone' };
  const { changed, skipped } = outcome.value;
  if (skipped.length > 0) return { is: 'skipped', isPartly: skipped.every((one) => one.id !== id), skipped };
  return { is: changed > 0 ? 'done' : 'already' };
}
