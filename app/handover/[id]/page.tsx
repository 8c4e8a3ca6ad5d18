import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { uuid } from '@/db/model/values/scalars';
import { getRuntime } from '@/server/runtime';
import { RecordPage } from '../../_records/record-page';
import { nullIfNotFound } from '../../null-if-not-found';
import { acceptorNames } from '../acceptor-names';
import { ShiftReport } from './shift-report';

type PageProps = { params: Promise<{ id: string }> };

/** The report of a shift that was handed over, as its reader may see it today. */
export default async function ShiftReportPage({ params }: PageProps) {
  const { id } = await params;
  const [{ cursor, now, ...shown }, t] = await Promise.all([read(id), getTranslations('handover')]);
  return (
    <RecordPage
      title={t('shiftReport')}
      types={['event', 'handover']}
      cursor={cursor}
      now={now}
      namespaces={['handover', 'problems']}
    >
      <ShiftReport {...shown} />
    </RecordPage>
  );
}

async function read(given: string) {
  const id = uuid.safeParse(given).data ?? notFound();
  const runtime = getRuntime();
  const who = await runtime.principalOf(await headers());
  // Read first: changes after this cursor are delivered by the feed.
  const cursor = await runtime.readCursor(who);
  const handover = (await runtime.store.getRecord(who, 'handover', id).catch(nullIfNotFound)) ?? notFound();
  const period = { since: Date.parse(handover.from), until: Date.parse(handover.to) };
  const [report, people] = await Promise.all([
    runtime.readHandover(who, period),
    runtime.store.listPeople(who),
  ]);
  const names = acceptorNames(people, [handover]);
  return { handover, report, acceptedBy: names[handover.acceptedBy ?? ''] ?? null, cursor, now: Date.now() };
}
