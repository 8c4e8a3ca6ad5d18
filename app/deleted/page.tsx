import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { hasRole } from '@/db/model/access/rights';
import type { Event } from '@/db/model/event/event';
import { getRuntime } from '@/server/runtime';
import { PageMessages } from '../_i18n/client-messages';
import { LivePage } from '../_live/pages/live-page';
import { LiveQueries } from '../_live/pages/live-queries';
import { Shell } from '../_shell/shell';
import { ButtonLink } from '../_ui/button-link';
import { nullIfInvalid } from '../null-if-invalid';
import { Deleted } from './deleted';

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const pageSize = 50;

/** Deleted records that the user may restore, latest deletion first. */
export default async function DeletedPage({ searchParams }: PageProps) {
  const { page } = await searchParams;
  const [{ items, reasons, next, cursor, now }, t] = await Promise.all([
    read(typeof page === 'string' ? page : undefined),
    getTranslations('event.deleted'),
  ]);
  return (
    <PageMessages namespaces={['event']}>
      <LiveQueries cursor={cursor} now={now}>
        <LivePage types={['event']} />
      </LiveQueries>
      <Shell title={t('title')}>
        <div className="mx-auto flex max-w-6xl flex-col gap-6 px-5 py-6 max-sm:px-3.5">
          <div className="flex flex-col gap-1">
            <h1 className="text-figure font-bold">{t('title')}</h1>
            <p className="max-w-prose text-ink-2">{t('about')}</p>
          </div>
          <Deleted items={items} reasons={reasons} />
          <div className="flex gap-2.5 empty:hidden">
            {page !== undefined && <ButtonLink href="/deleted">{t('latest')}</ButtonLink>}
            {next !== null && (
              <ButtonLink href={`/deleted?page=${encodeURIComponent(next)}`}>{t('earlier')}</ButtonLink>
            )}
          </div>
        </div>
      </Shell>
    </PageMessages>
  );
}

/** Responds with 404 to users who may not restore records, and to an invalid page token. */
async function read(page: string | undefined) {
  const runtime = getRuntime();
  const who = await runtime.principalOf(await headers());
  if (!hasRole(who, 'analyst')) notFound();
  const list = await runtime.listEvents(who, { deleted: true, limit: pageSize, page }).catch(nullIfInvalid);
  if (list === null) notFound();
  const items: Event[] = JSON.parse(new TextDecoder().decode(list.itemsJson));
  const reasons = await runtime.store.listDeletionReasons(
    who,
    items.map(({ id }) => id),
  );
  return { items, reasons, next: list.next, cursor: list.cursor, now: Date.now() };
}
