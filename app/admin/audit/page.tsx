import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { getTimeZone, getTranslations } from 'next-intl/server';
import { systemPrincipal } from '@/db/model/access/principal';
import { hasRole } from '@/db/model/access/rights';
import { getRuntime } from '@/server/runtime';
import { dayAfter, startOfDay } from '../../_i18n/period-days';
import { ButtonLink } from '../../_ui/button-link';
import { AdminFrame } from '../_frame/admin-frame';
import { auditAddress, hrefOf } from './address';
import { AuditFilter } from './audit-filter';
import { AuditKinds } from './audit-kinds';
import { Entries } from './entries';

const pageSize = 100;

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The audit, newest first: accounts and access, or everything; filtered by person, action and date. */
export default async function AuditPage({ searchParams }: PageProps) {
  const { store, readAudit, who } = await read();
  const address = auditAddress.parse(await searchParams);
  const { page, from, to, ...rest } = address;
  const timeZone = await getTimeZone();
  const millisOf = (day: string) => Date.parse(startOfDay(day, timeZone));
  const [{ items, next }, accounts, t] = await Promise.all([
    readAudit(who, {
      ...rest,
      from: from === undefined ? undefined : millisOf(from),
      to: to === undefined ? undefined : millisOf(dayAfter(to)),
      after: page ?? null,
      limit: pageSize,
    }),
    store.listAccounts(who),
    getTranslations('admin.audit'),
  ]);
  return (
    <AdminFrame page="audit">
      <div className="flex flex-col gap-4">
        <AuditKinds address={address} />
        <AuditFilter address={address} people={[...accounts, systemPrincipal]} />
        <Entries items={items} isPart={next !== null} />
        <div className="flex gap-2.5">
          {page !== undefined && (
            <ButtonLink href={hrefOf({ ...address, page: undefined })}>{t('newest')}</ButtonLink>
          )}
          {next !== null && (
            <ButtonLink href={hrefOf({ ...address, page: Number(next) })}>{t('older')}</ButtonLink>
          )}
        </div>
      </div>
    </AdminFrame>
  );
}

/** Responds with 404 to everyone but administrators. */
async function read() {
  const { store, readAudit, principalOf } = getRuntime();
  const who = await principalOf(await headers());
  if (!hasRole(who, 'admin')) notFound();
  return { store, readAudit, who };
}
