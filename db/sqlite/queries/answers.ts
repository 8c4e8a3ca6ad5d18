import type { Principal } from '../../model/access/principal';
import type { Position } from '../../store';
import type { JournalTable } from '../journal/journal';

const maxKept = 40;

type Answer = { position: Position; audience: string };
type InSnapshot = <T>(query: () => T) => Promise<T>;

/**
 * Keeps answers until the journal grows, for all readers of an audience: after each change every board asks again, and
 * most ask the same. An answer is shared only if it was computed at the position of the journal, and for the audience,
 * of the reader who shares it.
 */
export function createAnswers<T extends Answer>(
  journal: JournalTable,
  audienceOf: (who: Principal) => string,
  inSnapshot: InSnapshot,
) {
  const kept = new Map<string, Promise<T>>();
  let keptAt = '';

  async function get(who: Principal, key: string, compute: () => Promise<T>): Promise<T> {
    const { chain, audience } = await inSnapshot(() => ({
      chain: journal.head().chain,
      audience: audienceOf(who),
    }));
    if (chain !== keptAt || kept.size >= maxKept) kept.clear();
    keptAt = chain;
    const id = JSON.stringify([audience, key]);
    // If the first reader gives up or fails, the others compute their own answer.
    const shared = await kept.get(id)?.catch(() => undefined);
    if (shared?.position.chain === chain && shared.audience === audience) return shared;
    const answer = compute();
    kept.set(id, answer);
    return answer;
  }

  return { get };
}
