import type { Principal } from '@/db/model/access/principal';
import type { Event } from '@/db/model/event/event';
import type { Services } from '../services';
import { cursorOf } from './cursor-of';

/** Current threats and ongoing incidents. */
export async function listActive(
  services: Services,
  who: Principal,
): Promise<{ items: Event[]; cursor: string }> {
  const { items, position } = await services.store.listActive(who);
  return { items, cursor: cursorOf(services, who, position) };
}
