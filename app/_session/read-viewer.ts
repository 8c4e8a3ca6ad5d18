import { headers } from 'next/headers';
import { cache } from 'react';
import type { Principal } from '@/db/model/access/principal';
import { hasRole } from '@/db/model/access/rights';
import { getRuntime } from '@/server/runtime';

/** The user who requests the page; null if they are not signed in. */
export const readViewer = cache(async (): Promise<Principal | null> => {
  const asked = await headers();
  return (await getRuntime().identity.find(asked))?.principal ?? null;
});

/** Whether the user may open the forms. The API checks each request itself. */
export async function mayWrite(): Promise<boolean> {
  const viewer = await readViewer();
  return viewer !== null && hasRole(viewer, 'analyst');
}
