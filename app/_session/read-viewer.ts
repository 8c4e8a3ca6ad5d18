import { headers } from 'next/headers';
import { cache } from 'react';
import type { Principal } from '@/db/model/access/principal';
import { hasRole } from '@/db/model/access/rights';
import { getRuntime } from '@/server/runtime';

/** Who asks for the page; null where nobody is signed in. */
export const readViewer = cache(async (): Promise<Principal | null> => {
  const asked = await headers();
  return getRuntime().identity.find(asked)?.principal ?? null;
});

/** Does he who asks have the forms? The API judges what they send by itself. */
export async function mayWrite(): Promise<boolean> {
  const viewer = await readViewer();
  return viewer !== null && hasRole(viewer, 'analyst');
}
