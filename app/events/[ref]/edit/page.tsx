import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { getTimeZone, getTranslations } from 'next-intl/server';
import { getRuntime } from '@/server/runtime';
import { PageMessages } from '../../../_i18n/client-messages';
import { mayWrite } from '../../../_session/read-viewer';
import { Shell } from '../../../_shell/shell';
import { nullIfNotFound } from '../../../null-if-not-found';
import { EventForm } from '../../_form/event-form';
import { stateOf } from '../../_form/state/from-event';
import { readLinked } from '../../_record/read-linked';
import { ReadOnlyPage } from '../../read-only-page';

type PageProps = { params: Promise<{ ref: string }> };

/** The form for editing a record. */
export default async function EditPage({ params }: PageProps) {
  const { ref } = await params;
  const [{ event, linked, visits, who, start }, timeZone, t] = await Promise.all([
    read(ref),
    getTimeZone(),
    getTranslations('form.titles'),
  ]);
  if (event.ref !== ref) redirect(`/events/${event.ref}/edit`);
  if (!(await mayWrite())) return <ReadOnlyPage />;
  const title = t('edit', { ref: event.ref });
  return (
    <PageMessages namespaces={['form', 'event', 'board', 'problems']}>
      <Shell title={title}>
        <EventForm
          // Input belongs to the record that was opened.
          key={event.id}
          initial={stateOf(event, { timeZone, linked, visits })}
          edited={event}
          start={start}
          linked={linked}
          who={{ id: who.id, clearance: who.clearance }}
          title={title}
        />
      </Shell>
    </PageMessages>
  );
}

async function read(ref: string) {
  const runtime = getRuntime();
  const who = await runtime.principalOf(await headers());
  // Read first: the form is told of changes after this cursor.
  const cursor = await runtime.readCursor(who);
  const event = await runtime.store.getEvent(who, ref).catch(nullIfNotFound);
  if (event === null) notFound();
  const visitIds = event.targets.flatMap(({ visitId }) => visitId ?? []);
  const found = await Promise.all(
    visitIds.map((id) => runtime.store.getRecord(who, 'visit', id).catch(nullIfNotFound)),
  );
  const linked = await readLinked(event, (ids) => runtime.store.getEvents(who, ids));
  const visits = Object.fromEntries(
    found.flatMap((visit) => (visit ? [[visit.id, { title: visit.title, tlp: visit.tlp }]] : [])),
  );
  return { event, linked, visits, who, start: { cursor, now: Date.now() } };
}
