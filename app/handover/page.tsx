import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { getRuntime } from '@/server/runtime';
import { RecordPage } from '../_records/record-page';
import { acceptorNames } from './acceptor-names';
import { HandoverView } from './handover-view';
import { periods } from './periods';

type PageProps = { searchParams: Promise<{ hours?: string | string[] }> };

const shownHandovers = 8;

/** What happened since the reader's last handover, the handover that waits for them, and the form of their own. */
export default async function HandoverPage({ searchParams }: PageProps) {
  const { hours: given } = await searchParams;
  const hours = periods.find((one) => String(one) === given) ?? null;
  const [{ cursor, now, ...shown }, t] = await Promise.all([read(hours), getTranslations('handover')]);
  return (
    <RecordPage
      title={t('title')}
      types={['event', 'handover']}
      cursor={cursor}
      now={now}
      namespaces={['handover', 'problems']}
    >
      <HandoverView hours={hours} {...shown} />
    </RecordPage>
  );
}

async function read(hours: number | null) {
  const runtime = getRuntime();
  const who = await runtime.principalOf(await headers());
  // Read first: changes after its cursor are delivered by the feed.
  const { items: active, cursor } = await runtime.listActive(who);
  const now = Date.now();
  const [report, { figures }, { items: handovers }, people] = await Promise.all([
    runtime.readHandover(who, hours === null ? {} : { since: now - hours * 3_600_000 }),
    runtime.readBoard(who, {}),
    runtime.store.listRecords(who, 'handover', { limit: shownHandovers, after: null }),
    runtime.store.listPeople(who),
  ]);
  const names = acceptorNames(people, handovers);
  return { report, figures, active, handovers, names, cursor, now };
}
