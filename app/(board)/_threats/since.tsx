'use client';

import { useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event/event';
import { startMillis } from '@/db/model/values/moment';
import { useNow } from '../../_i18n/now';
import { useFormats } from '../../_i18n/use-formats';
import { Time } from '../../_ui/labels/time';

const minute = 60_000;
const day = 1_440 * minute;

/**
 * "for 4 min" within the first day, then "since 1 Feb 2023"; "in 39 min" for a moment in the future. Without a known
 * time of day it is always a date.
 */
export function Since({ event }: { event: Pick<Event, 'at' | 'atPrecision'> }) {
  const t = useTranslations('board.threats');
  const now = useNow();
  const { dayKey } = useFormats();
  const { at, atPrecision: precision } = event;
  const isToday = precision === 'minute' && now.getTime() - startMillis(at) < day;
  const className = 'font-medium text-ink';
  const isAhead = precision === 'minute' ? startMillis(at) > now.getTime() : at > dayKey(now);
  if (isAhead) return <Time moment={at} precision={precision} as="span" className={className} />;
  if (isToday && now.getTime() - startMillis(at) < minute) {
    return <Time moment={at} as="span" className={className} />;
  }
  return (
    <span className="whitespace-nowrap">
      {isToday
        ? t.rich('for', { span: () => <Time moment={at} as="span" className={className} /> })
        : t.rich('since', {
            when: () => <Time moment={at} precision={precision} as="since" className={className} />,
          })}
    </span>
  );
}
