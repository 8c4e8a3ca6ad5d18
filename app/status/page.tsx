import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { hasRole } from '@/db/model/access/rights';
import { getRuntime } from '@/server/runtime';
import { AdminFrame } from '../admin/_frame/admin-frame';
import { Facts } from './facts';
import { Refresh } from './refresh';

/** The state of the installation, refreshed while the page is visible. */
export default async function StatusPage() {
  const { readStatus, principalOf } = getRuntime();
  const who = await principalOf(await headers());
  // Responds with 404 to everyone but administrators.
  if (!hasRole(who, 'admin')) notFound();
  return (
    <AdminFrame page="status">
      <Facts status={await readStatus(who)} />
      <Refresh />
    </AdminFrame>
  );
}
