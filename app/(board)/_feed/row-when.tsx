'use client';

import { useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event/event';
import { endMillis, startMillis } from '@/db/model/values/moment';
import { useNow } from '../../_i18n/now';
import { useFormats } from '../../_i18n/use-formats';
import { useExact } from '../../_ui/labels/time';

const hour = 3_600_000;

/**
 * When the event happened, at its known precision: the hour today, the date otherwise with the hour below it. If it
 * was logged or changed more than an hour later, that stands below instead, since the list is ordered by it.
 */
export function RowWhen({ event }: { event: Event }) {
  const tc = useTranslations('common');
  const { at, atPrecision, loggedAt, activityAt } = event;
  const formats = useFormats();
  const exact = useExact();
  const now = useNow();
  const today = formats.dayKey(now);
  const isExact = atPrecision === 'minute';
  const isDay = isExact || atPrecision === 'day';
  const isToday = isDay && formats.dayKey(at) === today;
  const isThisYear = isDay && formats.dayKey(at).slice(0, 4) === today.slice(0, 4);
  const isChanged = startMillis(activityAt) - startMillis(loggedAt) >= hour;
  const isLate = startMillis(loggedAt) - (isExact ? startMillis(at) : endMillis(at)) > hour;
  const date = isThisYear ? formats.dayMonth(at) : formats.moment(at, isExact ? 'day' : atPrecision);
  const words = isToday ? (isExact ? formats.time(at) : tc('today')) : date;
  return (
    <>
      <time
        dateTime={at}
        data-tip={exact(at, atPrecision)}
        className={isToday || isThisYear ? 'row-day' : 'row-day row-day-old'}
      >
        {words}
        {isExact && !isToday && <span className="sr-only print:not-sr-only">, {formats.time(at)}</span>}
      </time>
      {isChanged || isLate ? (
        <Logged moment={isChanged ? activityAt : loggedAt} kind={isChanged ? 'changed' : 'logged'} />
      ) : (
        isExact &&
        !isToday && (
          <span aria-hidden className="print:hidden">
            {formats.time(at)}
          </span>
        )
      )}
      {isExact && <span className="hidden print:inline">{formats.zone(at)}</span>}
    </>
  );
}

/** "logged 14:20" today, "logged 3 Mar" this year, "logged 2024" before; the exact time shows on hover. */
function Logged({ moment, kind }: { moment: string; kind: 'logged' | 'changed' }) {
  const t = useTranslations('board.row');
  const { dayKey, dayMonth, time } = useFormats();
  const exact = useExact();
  const today = dayKey(useNow());
  const day = dayKey(moment);
  const when =
    day === today ? time(moment) : day.slice(0, 4) === today.slice(0, 4) ? dayMonth(moment) : day.slice(0, 4);
  return (
    <time dateTime={moment} data-tip={exact(moment)}>
      {t(kind, { when })}
    </time>
  );
}
