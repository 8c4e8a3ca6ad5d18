import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import * as z from 'zod';
import { hasRole } from '@/db/model/rights';
import { getRuntime } from '@/server/runtime';
import { ButtonLink } from '../../_ui/button-link';
import { AdminFrame } from '../_frame/admin-frame';
import { AuditKinds } from './audit-kinds';
import { Entries } from './entries';

const search = z.object({
  type: z.enum(['account', 'all']).catch('account'),
  page: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .nullable()
    .catch(null),
});
const pageSize = 100;

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Who did what, newest first: accounts and access, or everything. */
export default async function AuditPage({ searchParams }: PageProps) {
  const { readAudit, who } = await read();
  const { type, page } = search.parse(await searchParams);
  const [{ items, next }, t] = await Promise.all([
    readAudit(who, { type, after: page, limit: pageSize }),
    getTranslations('admin.audit'),
  ]);
  return (
    <AdminFrame page="audit">
      <div className="flex flex-col gap-4">
        <AuditKinds chosen={type} />
        <Entries items={items} />
        <div className="flex gap-2.5">
          {page !== null && <ButtonLink href={`/admin/audit?type=${type}`}>{t('newest')}</ButtonLink>}
          {next !== null && (
            <ButtonLink href={`/admin/audit?type=${type}&page=${next}`}>{t('older')}</ButtonLink>
          )}
        </div>
      </div>
    </AdminFrame>
  );
}

/** To whoever is no administrator there is no such page. */
async function read() {
  const { readAudit, principalOf } = getRuntime();
  const who = principalOf(await headers());
  if (!hasRole(who, 'admin')) notFound();
  return { readAudit, who };
}
