'use client';

import { useTranslations } from 'next-intl';
import type { Precision } from '@/db/model/words';
import { useNow } from '../../_i18n/now';
import { useFormats, useSpans } from '../../_i18n/use-formats';

type TimeProps = {
  /** A date or an instant (ISO). */
  moment: string;
  precision?: Precision;
  /**
   * `moment` "5 Sep 2022, 10:50"; `date`; `time` "10:50"; `since` the date as inflected after "since"; `ago` "4 min
   * ago"; `span` "4 min", or "in 4 min".
   */
  as?: 'moment' | 'date' | 'since' | 'time' | 'ago' | 'span';
  /** Makes the time focusable, so that keyboard users can see the exact time. */
  isFocusable?: boolean;
  className?: string;
};

/** "Monday, 5 Sep 2022, 10:50 (UTC+3)": a moment with its time zone, or at its known precision. */
export function useExact(): (moment: string, precision?: Precision) => string {
  const t = useTranslations('common');
  const formats = useFormats();
  return (moment, precision) => {
    const isExact = precision === undefined ? moment.length > 10 : precision === 'minute';
    if (!isExact) return formats.moment(moment, precision);
    return t('exact', {
      date: `${formats.weekday(moment)}, ${formats.date(moment)}`,
      time: formats.time(moment),
      zone: formats.zone(moment),
    });
  };
}

/** A moment in the user's time zone, at its known precision. The exact time with its zone shows on hover and focus. */
export function Time({ moment, precision, as = 'moment', isFocusable, className }: TimeProps) {
  const formats = useFormats();
  const spans = useSpans();
  const now = useNow();
  const isExact = precision === undefined ? moment.length > 10 : precision === 'minute';
  const full = formats.moment(moment, precision);
  const exact = useExact()(moment, precision);
  const isAhead = isExact ? Date.parse(moment) > now.getTime() : moment > formats.dayKey(now);
  const words = {
    moment: () => full,
    date: () => (isExact ? formats.date(moment) : full),
    since: () => formats.since(moment, precision),
    time: () => (isExact ? formats.time(moment) : full),
    ago: () => spans.ago(moment, now),
    span: () => (isAhead ? spans.ago(moment, now) : spans.span(moment, now)),
  };
  return (
    <time dateTime={moment} data-tip={exact} tabIndex={isFocusable ? 0 : undefined} className={className}>
      {words[as]()}
    </time>
  );
}
