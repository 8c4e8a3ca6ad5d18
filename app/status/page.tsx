import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { hasRole } from '@/db/model/access/rights';
import { getRuntime } from '@/server/runtime';
import { AdminFrame } from '../admin/_frame/admin-frame';
import { Facts } from './facts';
import { Refresh } from './refresh';

/** How the installation is running, read again while the page is looked at. */
export default async function StatusPage() {
  const { readStatus, principalOf } = getRuntime();
  const who = principalOf(await headers());
  // To others there is no such page.
  if (!hasRole(who, 'admin')) notFound();
  return (
    <AdminFrame page="status">
      <Facts status={await readStatus(who)} />
      <Refresh />
    </AdminFrame>
  );
}
