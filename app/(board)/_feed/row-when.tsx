'use client';

import { useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event/event';
import { endMillis, startMillis } from '@/db/model/values/moment';
import { useNow } from '../../_i18n/now';
import { useFormats } from '../../_i18n/use-formats';
import { Time } from '../../_ui/labels/time';

const minute = 60_000;
const day = 1_440 * minute;
/** An event logged within this time needs no "logged" label. */
const promptMillis = 60 * minute;

/** When the event happened, at its known precision, and when it was logged or last changed if that differs. */
export function RowWhen({ event }: { event: Event }) {
  const t = useTranslations('board.row');
  const tc = useTranslations('common');
  const { at, atPrecision, loggedAt, activityAt } = event;
  const { dayKey, weekday, time, zone } = useFormats();
  const now = useNow();
  const isExact = atPrecision === 'minute';
  const isDay = isExact || atPrecision === 'day';
  const isToday = isDay && dayKey(at) === dayKey(now);
  const isChanged = startMillis(activityAt) - startMillis(loggedAt) >= minute;
  const isLate = startMillis(loggedAt) - (isExact ? startMillis(at) : endMillis(at)) > promptMillis;
  const shownAt = isChanged ? activityAt : loggedAt;
  const isRecent = now.getTime() - startMillis(shownAt) < day;
  const words = { when: () => <Time moment={shownAt} as={isRecent ? 'ago' : 'date'} /> };
  return (
    <>
      <Time
        moment={at}
        precision={atPrecision}
        as={isToday && isExact ? 'time' : 'date'}
        className="font-medium text-ink"
      />
      {isDay && (
        <span className="inline-block first-letter:uppercase">
          {isToday ? tc('today') : isExact ? `${weekday(at)}, ${time(at)}` : weekday(at)}
        </span>
      )}
      {isExact && <span className="hidden print:inline">{zone(at)}</span>}
      {(isChanged || isLate) && <span>{isChanged ? t.rich('changed', words) : t.rich('logged', words)}</span>}
    </>
  );
}
