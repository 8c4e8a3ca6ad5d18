import { restoreEvent } from '../_api/send';
import type { Deletion } from './deletions';

export type Undone =
  | { is: 'done' | 'already' | 'gone' | 'unreachable' }
  /** `detail` says what to do first. */
  | { is: 'refused'; detail: string };

/** Restores what was deleted. Load it on intent: it reads what the server answers. */
export async function undoDeletion(deletion: Deletion, reason: string): Promise<Undone> {
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

/** What a refusal says to do, of the fields where it names some. */
export function adviceOf({
  errors,
  detail,
}: {
  errors: readonly { message: string }[];
  detail: string;
}): string {
  return errors.map(({ message }) => message).join(' · ') || detail;
}
