import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { getTimeZone, getTranslations } from 'next-intl/server';
import { visitRecord } from '@/db/model/records/visit';
import { getRuntime } from '@/server/runtime';
import { VisitRows } from '../_records/_lists/visit-rows';
import { AddLink } from '../_records/edit-link';
import { ListFilter } from '../_records/list-filter';
import { Pages } from '../_records/pages';
import { readListQuery, type Search } from '../_records/read-list-query';
import { RecordHeading } from '../_records/record-heading';
import { RecordPage } from '../_records/record-page';
import { Section } from '../_records/section';
import { nullIfInvalid } from '../null-if-invalid';
import { type CalendarMonth, monthOf, periodOf } from './_calendar/month';
import { VisitCalendar } from './_calendar/visit-calendar';

type PageProps = { searchParams: Promise<Search> };

const pageSize = 50;
const { q, country, host } = visitRecord.query;

/** The visits of delegations: a month as a calendar, and a list of those under way and coming, or of the past ones. */
export default async function VisitsPage({ searchParams }: PageProps) {
  const search = await searchParams;
  const { query, given } = readListQuery(search, { q, country, host });
  const isPast = search.show === 'past';
  const page = typeof search.page === 'string' ? search.page : undefined;
  const month = monthOf(search.month, Date.now(), await getTimeZone());
  const [{ inMonth, list, lit, cursor, now }, t] = await Promise.all([
    read({ query, month, isPast, page }),
    getTranslations('profiles.visits'),
  ]);
  const title = isPast ? t('past') : t('coming');
  const other = new URLSearchParams({ ...given, ...(isPast ? {} : { show: 'past' }) }).toString();
  return (
    <RecordPage title={t('title')} types={['visit', 'event']} cursor={cursor} now={now}>
      <RecordHeading title={t('title')} actions={<AddLink href="/visits/new">{t('add')}</AddLink>} />
      <ListFilter placeholder={t('search')} choices={[]} />
      <VisitCalendar month={month} visits={inMonth} lit={lit} query={given} />
      <Section
        title={title}
        more={{
          href: other === '' ? '/visits' : `/visits?${other}`,
          label: isPast ? t('showComing') : t('showPast'),
        }}
        empty={list.items.length === 0 && (isPast ? t('nonePast') : t('noneComing'))}
      >
        <VisitRows visits={list.items} lit={lit} label={title} />
      </Section>
      <Pages
        path="/visits"
        query={isPast ? { ...given, show: 'past' } : given}
        isLater={page !== undefined}
        next={list.next}
      />
    </RecordPage>
  );
}

type Query = ReturnType<
  typeof readListQuery<{ q: typeof q; country: typeof country; host: typeof host }>
>['query'];

async function read({
  query,
  month,
  isPast,
  page,
}: {
  query: Query;
  month: CalendarMonth;
  isPast: boolean;
  page: string | undefined;
}) {
  const runtime = getRuntime();
  const { store } = runtime;
  const who = await runtime.principalOf(await headers());
  // Read first: changes after this cursor are delivered by the feed.
  const cursor = await runtime.readCursor(who);
  const now = Date.now();
  const part = isPast ? ({ to: now, sort: 'latest' } as const) : { from: now };
  const [inMonth, list, lit] = await Promise.all([
    store.listRecords(who, 'visit', { ...query, ...periodOf(month), limit: 500, after: null }),
    runtime.listRecords(who, 'visit', { ...query, ...part }, { page, limit: pageSize }).catch(nullIfInvalid),
    runtime.readVisitLights(who),
  ]);
  if (list === null) notFound();
  return {
    inMonth: inMonth.items,
    list,
    lit: Object.fromEntries(lit.map(({ visit, events }) => [visit.id, events.length])),
    cursor,
    now,
  };
}
