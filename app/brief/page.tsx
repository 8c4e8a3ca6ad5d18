import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import type { Principal } from '@/db/model/access/principal';
import type { Event } from '@/db/model/event/event';
import type { Filter } from '@/db/model/filter';
import type { HandoverReport } from '@/db/model/handover';
import { getRuntime } from '@/server/runtime';
import { eventsIn } from '../_records/read-events';
import { RecordPage } from '../_records/record-page';
import { activeFilters } from '../(board)/_filters/active-filters';
import { RefusedNotice } from '../(board)/_state/refused-notice';
import { readAddress } from '../(board)/read-address';
import { nullIfNotFound } from '../null-if-not-found';
import { BriefView } from './brief-view';
import { briefHours } from './hours';

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const pageSize = 500;
const maxPages = 20;

/** What happened in a day or a week, and who is under threat now, with the filter of the board in the address. */
export default async function BriefPage({ searchParams }: PageProps) {
  const { hours: given, ...params } = await searchParams;
  const hours = briefHours.find((one) => String(one) === given) ?? briefHours[0];
  const runtime = getRuntime();
  const who = await runtime.principalOf(await headers());
  const { read, refused, places, view } = await readAddress(params, (type, id) =>
    runtime.store.getRecord(who, type, id),
  );
  // Read first: changes after its cursor are delivered by the feed.
  const { items: active, cursor } = await runtime.listActive(who);
  const now = Date.now();
  const since = now - hours * 3_600_000;
  const [{ figures }, matching, report, actors, t] = await Promise.all([
    runtime.readBoard(who, read.filter),
    readActiveSince(who, read.filter, since),
    runtime.readHandover(who, { since }),
    namesOf(who, read.filter.actor ?? []),
    getTranslations('handover.brief'),
  ]);
  const isShown = ({ id }: Event) => matching.has(id);
  return (
    <RecordPage title={t('title')} types={['event']} cursor={cursor} now={now} namespaces={['handover']}>
      <RefusedNotice refused={refused} />
      <BriefView
        hours={hours}
        search={read.search}
        view={view}
        filters={activeFilters(read.values)}
        places={places}
        actors={actors}
        figures={figures}
        active={active}
        arrived={report.arrived.filter(isShown)}
        changed={report.changed.filter(({ event }) => isShown(event))}
        ended={[...report.ended, ...report.lapsed].filter(isShown)}
        isComplete={isWhole(report)}
      />
    </RecordPage>
  );
}

function isWhole({ isComplete, counts, arrived, changed, ended, lapsed }: HandoverReport): boolean {
  const lists = { arrived, changed, ended, lapsed };
  return (
    isComplete &&
    Object.values(lists).reduce((sum, list) => sum + list.length, 0) ===
      counts.arrived + counts.changed + counts.ended + counts.lapsed
  );
}

/** The ids of the events that match the filter and were active since an instant (ms). */
async function readActiveSince(who: Principal, filter: Filter, since: number): Promise<Set<string>> {
  const found = new Set<string>();
  let page: string | undefined;
  for (let read = 0; read < maxPages; read += 1) {
    const list = await getRuntime().listEvents(who, { ...filter, sort: 'latest', limit: pageSize, page });
    const events = eventsIn(list);
    for (const { id, activityAt } of events) if (Date.parse(activityAt) >= since) found.add(id);
    const last = events.at(-1);
    if (list.next === null || !last || Date.parse(last.activityAt) < since) break;
    page = list.next;
  }
  return found;
}

/** The names of actors by id; one that does not exist has none. */
async function namesOf(who: Principal, ids: readonly string[]): Promise<Record<string, string>> {
  const { store } = getRuntime();
  const found = await Promise.all(ids.map((id) => store.getRecord(who, 'actor', id).catch(nullIfNotFound)));
  return Object.fromEntries(found.flatMap((one) => (one ? [[one.id, one.name]] : [])));
}
