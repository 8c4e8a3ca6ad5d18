import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import * as z from 'zod';
import { hasRole } from '@/db/model/access/rights';
import { getRuntime } from '@/server/runtime';
import { AdminFrame } from '../_frame/admin-frame';
import { Accounts } from './accounts';
import { Invitations } from './invitations';
import { Keys } from './keys';
import { Meanings } from './meanings';

const keysShown = 50;
/** `keys` is the id of the last key on the previous page. */
const search = z.object({ keys: z.uuid().nullable().catch(null) });

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Accounts, unused links and API keys. */
export default async function PeoplePage({ searchParams }: PageProps) {
  const { keys: after } = search.parse(await searchParams);
  const { store, who } = await read();
  const [accounts, invitations, keys] = await Promise.all([
    store.listAccounts(who),
    store.listInvitations(who, Date.now()),
    store.listKeys(who, { limit: keysShown, after }),
  ]);
  return (
    <AdminFrame page="people">
      <Accounts accounts={accounts} ownId={who.id} />
      <Invitations invitations={invitations} />
      <Keys apiKeys={keys.items} next={keys.next} isFirst={after === null} />
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
