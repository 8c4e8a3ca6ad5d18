import { restoreEvent } from '../_api/send';
import type { Deletion } from './deletions';

export type UndoResult =
  | { is: 'done' | 'already' | 'gone' | 'unreachable' }
  /** `detail` says what to do. */
  | { is: 'refused'; detail: string };

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
      if (outcome.errors.some(({ path }) => path === 'id')) return { is: 'already' };
      return { is: 'refused', detail: adviceOf(outcome) };
    default:
      return { is: 'gone' };
  }
}

/** The advice in an error response: that of the fields if there is any. */
function adviceOf({ errors, detail }: { errors: readonly { message: string }[]; detail: string }): string {
  return errors.map(({ message }) => message).join(' · ') || detail;
}
