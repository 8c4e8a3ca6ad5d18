'use client';

import { useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event/event';
import { expectedBy } from '@/db/model/event/urgency';
import { useNow } from '../../_i18n/now';
import { useFormats } from '../../_i18n/use-formats';

type UrgencyProps = { event: Pick<Event, 'threat' | 'activityAt'>; className?: string };

/**
 * How soon a threat is expected: "now", or for "within the hour" a fixed time: "by 13:05". After that time the label
 * says so while the threat is current.
 */
export function UrgencyLabel({ event, className = '' }: UrgencyProps) {
  const t = useTranslations('common');
  const tw = useTranslations('words.urgencies');
  const { timeOrMoment, zone } = useFormats();
  const now = useNow();
  const { threat } = event;
  if (!threat) return null;
  const by = expectedBy(event);
  if (by === null) return <span className={className}>{tw(threat.urgency)}</span>;
  const at = (millis: number) => timeOrMoment(new Date(millis), now);
  const isPassed = threat.status === 'current' && by <= now.getTime();
  return (
    <time
      dateTime={new Date(by).toISOString()}
      data-tip={t('byStated', { time: `${at(by - 3_600_000)} (${zone(new Date(by))})` })}
      className={`whitespace-nowrap ${isPassed ? 'text-amber' : ''} ${className}`}
    >
      {t(isPassed ? 'byPassed' : 'by', { time: at(by) })}
    </time>
  );
}
