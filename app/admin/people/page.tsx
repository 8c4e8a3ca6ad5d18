import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { hasRole } from '@/db/model/rights';
import { getRuntime } from '@/server/runtime';
import { AdminFrame } from '../_frame/admin-frame';
import { Accounts } from './accounts';
import { Invitations } from './invitations';
import { Keys } from './keys';
import { Meanings } from './meanings';

/** Who may sign in, the links that let somebody in, and the keys of programs. */
export default async function PeoplePage() {
  const { store, who } = await read();
  const [accounts, invitations, keys] = await Promise.all([
    store.listAccounts(who),
    store.listInvitations(who, Date.now()),
    store.listKeys(who),
  ]);
  return (
    <AdminFrame page="people">
      <Accounts accounts={accounts} ownId={who.id} />
      <Invitations invitations={invitations} />
      <Keys apiKeys={keys} />
      <Meanings />
    </AdminFrame>
  );
}

/** To whoever is no administrator there is no such page. */
async function read() {
  const { store, principalOf } = getRuntime();
  const who = principalOf(await headers());
  if (!hasRole(who, 'admin')) notFound();
  return { store, who };
}
