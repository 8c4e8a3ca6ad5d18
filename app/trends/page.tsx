import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import type { Principal } from '@/db/model/access/principal';
import { isAppError } from '@/db/model/errors';
import { type Trends, type TrendsQuery, trendRows, trendUnits } from '@/db/model/trends';
import { getRuntime } from '@/server/runtime';
import { PageMessages } from '../_i18n/client-messages';
import { LivePage } from '../_live/pages/live-page';
import { LiveQueries } from '../_live/pages/live-queries';
import { Shell } from '../_shell/shell';
import { activeFilters } from '../(board)/_filters/active-filters';
import { RefusedNotice } from '../(board)/_state/refused-notice';
import { readAddress } from '../(board)/read-address';
import { nullIfNotFound } from '../null-if-not-found';
import { latestPeriod } from './period';
import { TrendsView } from './trends-view';

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const top = 25;

/** How many records there are by a property and by time, with the filter of the board in the address. */
export default async function TrendsPage({ searchParams }: PageProps) {
  const { rows: givenRows, columns: givenColumns, ...given } = await searchParams;
  const rows = trendRows.find((one) => one === givenRows) ?? 'targeted';
  const columns = trendUnits.find((one) => one === givenColumns) ?? 'month';
  const runtime = getRuntime();
  const who = await runtime.principalOf(await headers());
  const {
    read: address,
    refused,
    places,
    view,
  } = await readAddress(given, (type, id) => runtime.store.getRecord(who, type, id));
  const { filter, values, search } = address;
  const now = Date.now();
  const hasPeriod = filter.from !== undefined || filter.to !== undefined;
  const query = { ...filter, ...(hasPeriod ? {} : latestPeriod(columns, now)), rows, columns, top };
  // Read first: what changes between these reads is delivered by the feed.
  const cursor = await runtime.readCursor(who);
  const [trends, t] = await Promise.all([read(who, query, now), getTranslations('plots.trends')]);
  const actors = await namesOf(who, [
    ...(filter.actor ?? []),
    ...(trends !== null && rows === 'actor' ? trends.rows : []),
    ...(trends?.firstSeen.map(({ actor }) => actor) ?? []),
  ]);
  return (
    <PageMessages namespaces={['plots', 'board']}>
      <LiveQueries cursor={cursor} now={now}>
        <LivePage types={['event', 'actor']} />
        {view && <LivePage types={['view']} id={view.id} />}
      </LiveQueries>
      <Shell title={t('title')}>
        <RefusedNotice refused={refused} />
        <TrendsView
          view={view}
          trends={trends}
          rows={rows}
          columns={columns}
          search={search}
          filters={activeFilters(values)}
          actors={actors}
          places={places}
        />
      </Shell>
    </PageMessages>
  );
}

/** Null where the period of the address has more columns than are sent. */
async function read(who: Principal, query: TrendsQuery, now: number): Promise<Trends | null> {
  return getRuntime()
    .store.trends(who, query, now)
    .then(
      ({ answer }) => answer,
      (error: unknown) => {
        if (isAppError(error) && error.code === 'too-many-buckets') return null;
        throw error;
      },
    );
}

/** The names of actors by id; one that does not exist has none. */
async function namesOf(who: Principal, ids: readonly string[]): Promise<Record<string, string>> {
  const { store } = getRuntime();
  const found = await Promise.all(
    [...new Set(ids)].map((id) => store.getRecord(who, 'actor', id).catch(nullIfNotFound)),
  );
  return Object.fromEntries(found.flatMap((one) => (one ? [[one.id, one.name]] : [])));
}
