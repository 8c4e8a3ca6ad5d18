import { cookies, headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import type { Event } from '@/db/model/event/event';
import type { NearItem } from '@/db/model/near';
import type { Mission } from '@/db/model/reference';
import { uuid } from '@/db/model/values/scalars';
import { getRuntime } from '@/server/runtime';
import { eventsIn } from '../../_records/read-events';
import type { Search } from '../../_records/read-list-query';
import { RecordPage } from '../../_records/record-page';
import { parseClosed } from '../../(board)/_side/slots';
import { nullIfNotFound } from '../../null-if-not-found';
import { nullWhileIndexIsBuilt } from '../../null-while-index-is-built';
import { MissionRecord } from './mission-record';
import { radiusIn } from './near-radii';

type PageProps = { params: Promise<{ id: string }>; searchParams: Promise<Search> };

const shownEvents = 40;

/** A mission: whether it is under threat now, what happened to it, its status and what the register says. */
export default async function MissionPage({ params, searchParams }: PageProps) {
  const id = uuid.safeParse((await params).id);
  if (!id.success) notFound();
  const km = radiusIn((await searchParams).km);
  const [{ cursor, now, ...record }, t] = await Promise.all([
    read(id.data, km),
    getTranslations('profiles.mission'),
  ]);
  return (
    <RecordPage title={t('tab')} types={['event', 'mission']} cursor={cursor} now={now} namespaces={['map']}>
      <MissionRecord {...record} />
    </RecordPage>
  );
}

async function read(id: string, km: number) {
  const runtime = getRuntime();
  const { store } = runtime;
  const who = await runtime.principalOf(await headers());
  // Read first: changes after its cursor are delivered by the feed.
  const { items: active, cursor } = await runtime.listActive(who);
  const mission = await store.getRecord(who, 'mission', id).catch(nullIfNotFound);
  if (mission === null) notFound();
  const { sending, host } = mission;
  const filter = { mission: [id], missionsAt: [{ sending, host }] };
  const [{ figures }, list, history, near] = await Promise.all([
    runtime.readBoard(who, filter),
    runtime.listEvents(who, { ...filter, sort: 'at', limit: shownEvents }),
    store.listRecordHistory(who, 'mission', id),
    mission.lat === null
      ? null
      : store
          .near(who, { filter: { nearMissions: [id], radiusKm: km }, limit: shownEvents, after: null })
          .catch(nullWhileIndexIsBuilt),
  ]);
  return {
    mission,
    figures,
    active,
    events: eventsIn(list),
    hasMore: list.next !== null,
    isMapClosed: parseClosed((await cookies()).get('side')?.value).includes('map'),
    history,
    near: near && { km, items: nearItemsIn(near).filter(({ event }) => !isAgainst(event, mission)) },
    cursor,
    now: Date.now(),
  };
}

function nearItemsIn({ itemsJson }: { itemsJson: Uint8Array }): NearItem[] {
  const items: NearItem[] = JSON.parse(new TextDecoder().decode(itemsJson));
  return items;
}

/** Does the event name the mission, or all missions of its country there? */
function isAgainst({ targets, location }: Event, { id, sending, host }: Mission): boolean {
  return targets.some(
    ({ missionId, type, country }) =>
      missionId === id || (type === 'all-missions' && country === sending && location.country === host),
  );
}
