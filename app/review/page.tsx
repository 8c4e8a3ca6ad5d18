import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { hasRole } from '@/db/model/access/rights';
import { getRuntime } from '@/server/runtime';
import { RecordHeading } from '../_records/record-heading';
import { RecordPage } from '../_records/record-page';
import { ReviewQueue } from './review-queue';

/** The review queue: what is to be confirmed, and the threats that expired, are overdue or due. */
export default async function ReviewPage() {
  const [{ items, cursor, now }, t] = await Promise.all([read(), getTranslations('event.review')]);
  return (
    <RecordPage title={t('title')} types={['event']} cursor={cursor} now={now} namespaces={['form']}>
      <RecordHeading title={t('title')} facts={<p className="max-w-prose">{t('about')}</p>} />
      <ReviewQueue items={items} />
    </RecordPage>
  );
}

/** Responds with 404 to users who may not review records. */
async function read() {
  const runtime = getRuntime();
  const who = await runtime.principalOf(await headers());
  if (!hasRole(who, 'analyst')) notFound();
  // Read first: changes after this cursor are delivered by the feed.
  const cursor = await runtime.readCursor(who);
  return { items: await runtime.readReview(who), cursor, now: Date.now() };
}
