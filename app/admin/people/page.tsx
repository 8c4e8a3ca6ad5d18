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
/** `keys` is the id of the last key of the page before. */
const search = z.object({ keys: z.uuid().nullable().catch(null) });

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Who may sign in, the links that let somebody in, and the keys of programs. */
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

/** To whoever is no administrator there is no such page. */
async function read() {
  const { store, principalOf } = getRuntime();
  const who = principalOf(await headers());
  if (!hasRole(who, 'admin')) notFound();
  return { store, who };
}
