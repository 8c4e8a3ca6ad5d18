import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import * as z from 'zod';
import { hasRole } from '@/db/model/access/rights';
import { getRuntime } from '@/server/runtime';
import { AdminFrame } from '../_frame/admin-frame';
import { Accounts } from './accounts';
import { Displays } from './displays';
import { Invitations } from './invitations';
import { Keys } from './keys';
import { Meanings } from './meanings';

const shown = 50;
const lastId = z.uuid().nullable().catch(null);
/** The id of the last key and of the last display on the previous page. */
const search = z.object({ keys: lastId, displays: lastId });

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Accounts, unused links, API keys and wall displays. */
export default async function PeoplePage({ searchParams }: PageProps) {
  const after = search.parse(await searchParams);
  const { store, who } = await read();
  const [accounts, invitations, keys, displays] = await Promise.all([
    store.listAccounts(who),
    store.listInvitations(who, Date.now()),
    store.listKeys(who, { limit: shown, after: after.keys }),
    store.listDisplayLinks(who, { limit: shown, after: after.displays }),
  ]);
  return (
    <AdminFrame page="people">
      <Accounts accounts={accounts} ownId={who.id} />
      <Invitations invitations={invitations} />
      <Keys apiKeys={keys.items} next={keys.next} isFirst={after.keys === null} />
      <Displays displays={displays.items} next={displays.next} isFirst={after.displays === null} />
      <Meanings />
    </AdminFrame>
  );
}

/** Responds with 404 to everyone but administrators. */
async function read() {
  const { store, principalOf } = getRuntime();
  const who = await principalOf(await headers());
  if (!hasRole(who, 'admin')) notFound();
  return { store, who };
}
