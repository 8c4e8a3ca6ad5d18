import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { actorRecord } from '@/db/model/records/actor';
import { getRuntime } from '@/server/runtime';
import { ActorRows } from '../_records/_lists/actor-rows';
import { AddLink } from '../_records/edit-link';
import { ListFilter } from '../_records/list-filter';
import { Pages } from '../_records/pages';
import { readListQuery, type Search } from '../_records/read-list-query';
import { RecordHeading } from '../_records/record-heading';
import { RecordPage } from '../_records/record-page';
import { nullIfInvalid } from '../null-if-invalid';

type PageProps = { searchParams: Promise<Search> };

const pageSize = 100;

/** The known actors, found by any of their names. */
export default async function ActorsPage({ searchParams }: PageProps) {
  const search = await searchParams;
  const { query, given } = readListQuery(search, { q: actorRecord.query.q });
  const page = typeof search.page === 'string' ? search.page : undefined;
  const [{ items, next, counts, cursor, now }, t] = await Promise.all([
    read(query, page),
    getTranslations('profiles'),
  ]);
  return (
    <RecordPage title={t('actors.title')} types={['actor', 'event']} cursor={cursor} now={now}>
      <RecordHeading
        title={t('actors.title')}
        actions={<AddLink href="/actors/new">{t('actors.add')}</AddLink>}
      />
      <ListFilter placeholder={t('actors.search')} choices={[]} />
      {items.length === 0 ? (
        <p className="text-ink-2">{t('list.none')}</p>
      ) : (
        <ActorRows actors={items} counts={counts} label={t('actors.title')} />
      )}
      <Pages path="/actors" query={given} isLater={page !== undefined} next={next} />
    </RecordPage>
  );
}

async function read(query: { q?: string | undefined }, page: string | undefined) {
  const runtime = getRuntime();
  const who = await runtime.principalOf(await headers());
  // Read first: changes after its cursor are delivered by the feed.
  const { figures, cursor } = await runtime.readBoard(who, {});
  const list = await runtime.listRecords(who, 'actor', query, { page, limit: pageSize }).catch(nullIfInvalid);
  if (list === null) notFound();
  const counts = new Map((figures.facets?.actor ?? []).map(({ value, events }) => [value, events]));
  return { ...list, counts, cursor, now: Date.now() };
}
