import * as z from 'zod';
import { test as ownServer } from '../../../fixtures';
import type { Api } from '../../../support/api';

/** One server for all tests of a worker, which therefore look for their own records only. */
export const test = ownServer.extend({ seed: 'none', sharing: 'own-records' });

const eventIds = z.object({ items: z.array(z.object({ id: z.string() })) });

/** The ids of all events, to check that a refused request changed nothing. */
export async function idsOf(api: Api): Promise<string[]> {
  const { body } = await api.get('/api/events?limit=500');
  return eventIds.parse(body).items.map(({ id }) => id);
}
