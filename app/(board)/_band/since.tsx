'use client';

import { useTranslations } from 'next-intl';
import type { Threatened } from '@/db/model/board';
import type { Event } from '@/db/model/event';
import { startMillis } from '@/db/model/moment';
import { useNow } from '../../_i18n/now';
import { useFormats } from '../../_i18n/use-formats';
import { Time } from '../../_ui/time';

const minute = 60_000;
const day = 1_440 * minute;

/** "for 4 min" within a day, "since 1 Feb 2023" after it or where no time of day is known; "in 39 min" before it. */
export function Since({ entry, events }: { entry: Threatened; events: readonly Event[] }) {
  const t = useTranslations('board.band');
  const now = useNow();
  const { dayKey } = useFormats();
  const precision = events.find(({ at }) => at === entry.since)?.atPrecision;
  const isToday = precision === 'minute' && now.getTime() - startMillis(entry.since) < day;
  const className = 'font-medium text-ink';
  const isAhead =
    precision === 'minute' ? startMillis(entry.since) > now.getTime() : entry.since > dayKey(now);
  if (isAhead) return <Time moment={entry.since} precision={precision} as="span" className={className} />;
  if (isToday && now.getTime() - startMillis(entry.since) < minute) {
    return <Time moment={entry.since} as="span" className={className} />;
  }
  return (
    <span className="whitespace-nowrap">
      {isToday
        ? t.rich('for', { span: () => <Time moment={entry.since} as="span" className={className} /> })
        : t.rich('since', {
            when: () => <Time moment={entry.since} precision={precision} as="since" className={className} />,
          })}
    </span>
  );
}
