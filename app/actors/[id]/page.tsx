import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { uuid } from '@/db/model/values/scalars';
import { getRuntime } from '@/server/runtime';
import { isolated } from '../../_i18n/bidi';
import { eventsIn } from '../../_records/read-events';
import { RecordPage } from '../../_records/record-page';
import { nullIfNotFound } from '../../null-if-not-found';
import { nullWhileIndexIsBuilt } from '../../null-while-index-is-built';
import { ActorRecord } from './actor-record';
import { readFirstEvent } from './read-first-event';

type PageProps = { params: Promise<{ id: string }> };

const shownEvents = 100;

/** An actor: its names, what it belongs to, and the events that name it, by its role in them. */
export default async function ActorPage({ params }: PageProps) {
  const id = uuid.safeParse((await params).id);
  if (!id.success) notFound();
  const [{ cursor, now, ...record }, t] = await Promise.all([
    read(id.data),
    getTranslations('profiles.actor'),
  ]);
  return (
    <RecordPage
      title={t('tab', { name: isolated(record.actor.name) })}
      types={['event', 'actor']}
      cursor={cursor}
      now={now}
    >
      <ActorRecord {...record} />
    </RecordPage>
  );
}

async function read(id: string) {
  const runtime = getRuntime();
  const { store } = runtime;
  const who = await runtime.principalOf(await headers());
  // Read first: changes after its cursor are delivered by the feed.
  const { items: active, cursor } = await runtime.listActive(who);
  const actor = await store.getRecord(who, 'actor', id).catch(nullIfNotFound);
  if (actor === null) notFound();
  const filter = { actor: [id] };
  const [{ figures }, list, history, parent, parts, first] = await Promise.all([
    runtime.readBoard(who, filter),
    runtime.listEvents(who, { ...filter, sort: 'at', limit: shownEvents }),
    store.listRecordHistory(who, 'actor', id),
    actor.parentId === null ? null : store.getRecord(who, 'actor', actor.parentId).catch(nullIfNotFound),
    store.listRecords(who, 'actor', { parent: [id], limit: 100, after: null }),
    readFirstEvent({ trends: store.trends, listEvents: runtime.listEvents }, who, id).catch(
      nullWhileIndexIsBuilt,
    ),
  ]);
  return {
    actor,
    figures,
    active,
    events: eventsIn(list),
    hasMore: list.next !== null,
    history,
    parent,
    parts: parts.items,
    first,
    cursor,
    now: Date.now(),
  };
}
