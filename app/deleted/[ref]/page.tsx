import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { hasRole } from '@/db/model/access/rights';
import { getRuntime } from '@/server/runtime';
import { PageMessages } from '../../_i18n/client-messages';
import { LivePage } from '../../_live/pages/live-page';
import { LiveQueries } from '../../_live/pages/live-queries';
import { Shell } from '../../_shell/shell';
import { ConfirmationNotice } from '../../events/_actions/confirmation-notice';
import { namesOfPeople } from '../../events/_people/people';
import { readLinked } from '../../events/_record/read-linked';
import { Record } from '../../events/_record/record';
import { nullIfNotFound } from '../../null-if-not-found';
import { DeletedNote } from './deleted-note';

type PageProps = { params: Promise<{ ref: string }> };

/** A deleted record, for users who may restore it. A restored record is shown on its own page. */
export default async function DeletedRecordPage({ params }: PageProps) {
  const { ref } = await params;
  const [{ event, reason, linked, people, into, cursor, now }, t] = await Promise.all([
    read(ref),
    getTranslations('event.deleted'),
  ]);
  return (
    <PageMessages namespaces={['event']}>
      <LiveQueries cursor={cursor} now={now}>
        <LivePage types={['event']} id={event.id} />
      </LiveQueries>
      <Shell title={t('recordTitle', { ref: event.ref })}>
        <div className="mx-auto flex max-w-[44rem] flex-col gap-5 px-5 py-6 max-sm:px-3.5">
          <DeletedNote event={event} reason={reason} into={into} />
          <ConfirmationNotice event={event} />
          <Record event={event} linked={linked} people={people} level={1} />
        </div>
      </Shell>
    </PageMessages>
  );
}

async function read(ref: string) {
  const { store, principalOf, readCursor } = getRuntime();
  const who = await principalOf(await headers());
  if (!hasRole(who, 'analyst')) notFound();
  // Read first: changes after this cursor are delivered by the feed.
  const cursor = await readCursor(who);
  const deleted = await store.getDeleted(who, ref).catch(nullIfNotFound);
  if (deleted === null) {
    const there = await store.getEvent(who, ref).catch(nullIfNotFound);
    if (there === null) notFound();
    redirect(`/events/${there.ref}`);
  }
  const [linked, people, into] = await Promise.all([
    readLinked(deleted.event, (ids) => store.getEvents(who, ids)),
    store.listPeople(who),
    store.getEvent(who, deleted.event.ref).catch(nullIfNotFound),
  ]);
  return {
    ...deleted,
    linked,
    people: namesOfPeople(people),
    into: into?.ref ?? null,
    cursor,
    now: Date.now(),
  };
}
