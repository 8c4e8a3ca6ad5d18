import type { Principal } from '@/db/model/access/principal';
import type { Figures } from '@/db/model/board';
import type { Filter } from '@/db/model/filter';
import type { Services } from '../services';
import { cursorOf } from './cursor-of';

/** The current board with a filter. */
export async function readBoard(
  services: Services,
  who: Principal,
  filter: Filter,
  signal?: AbortSignal,
): Promise<{ figures: Figures; cursor: string }> {
  const { figures, position } = await services.store.board(who, filter, Date.now(), signal);
  return { figures, cursor: cursorOf(services, who, position) };
}
