import { cookies, headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { uuid } from '@/db/model/values/scalars';
import { getRuntime } from '@/server/runtime';
import { eventsIn } from '../../_records/read-events';
import { RecordPage } from '../../_records/record-page';
import { parseClosed } from '../../(board)/_side/slots';
import { nullIfNotFound } from '../../null-if-not-found';
import { MissionRecord } from './mission-record';

type PageProps = { params: Promise<{ id: string }> };

const shownEvents = 40;

/** A mission: whether it is under threat now, what happened to it, its status and what the register says. */
export default async function MissionPage({ params }: PageProps) {
  const id = uuid.safeParse((await params).id);
  if (!id.success) notFound();
  const [{ cursor, now, ...record }, t] = await Promise.all([
    read(id.data),
    getTranslations('profiles.mission'),
  ]);
  return (
    <RecordPage title={t('tab')} types={['event', 'mission']} cursor={cursor} now={now} namespaces={['map']}>
      <MissionRecord {...record} />
    </RecordPage>
  );
}

async function read(id: string) {
  const runtime = getRuntime();
  const { store } = runtime;
  const who = await runtime.principalOf(await headers());
  // Read first: changes after its cursor are delivered by the feed.
  const { items: active, cursor } = await runtime.listActive(who);
  const mission = await store.getRecord(who, 'mission', id).catch(nullIfNotFound);
  if (mission === null) notFound();
  const { sending, host } = mission;
  const filter = { mission: [id], missionsAt: [{ sending, host }] };
  const [{ figures }, list, history] = await Promise.all([
    runtime.readBoard(who, filter),
    runtime.listEvents(who, { ...filter, sort: 'at', limit: shownEvents }),
    store.listRecordHistory(who, 'mission', id),
  ]);
  return {
    mission,
    figures,
    active,
    events: eventsIn(list),
    hasMore: list.next !== null,
    isMapClosed: parseClosed((await cookies()).get('side')?.value).includes('map'),
    history,
    cursor,
    now: Date.now(),
  };
}
