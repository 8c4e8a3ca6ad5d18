import { useTranslations } from 'next-intl';
import type { Visit } from '@/db/model/reference';
import { VisitRows } from '../../_records/_lists/visit-rows';
import { Section } from '../../_records/section';

/** The visits that the event lights up; nothing if there are none. */
export function ConcernedVisits({ visits }: { visits: readonly Visit[] }) {
  const t = useTranslations('profiles.visits');
  if (visits.length === 0) return null;
  return (
    <Section title={t('concerned')} count={visits.length}>
      <VisitRows visits={visits} label={t('concerned')} />
    </Section>
  );
}
