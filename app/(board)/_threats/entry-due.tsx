'use client';

import { useTranslations } from 'next-intl';
import type { Threatened } from '@/db/model/board';
import type { Event } from '@/db/model/event/event';
import { isUrgent } from '@/db/model/event/urgency';
import { isDate, startMillis } from '@/db/model/values/moment';
import { useNow } from '../../_i18n/now';
import { useFormats } from '../../_i18n/use-formats';
import { ExpiredLabel, OverdueLabel } from '../../_ui/labels/status';
import { Time, useExact } from '../../_ui/labels/time';
import { UrgencyLabel } from '../../_ui/labels/urgency';
import { AttackTimes } from './attack-facts';
import { Since } from './since';

type EntryDueProps = {
  entry: Threatened;
  lead: Event;
  /** Without the beginning of what has no end, where there is little space. */
  isShort?: boolean;
};

/** An end within this time is shown with its time of day. */
const nearMillis = 48 * 3_600_000;

/** By when: how long an attack has lasted, when a threat is expected or ends, or since when. Then what it needs. */
export function EntryDue({ entry, lead, isShort = false }: EntryDueProps) {
  const t = useTranslations('words.verifications');
  if (entry.underAttack && isShort) return <Time moment={lead.at} precision={lead.atPrecision} as="span" />;
  if (entry.underAttack) return <AttackTimes lead={lead} />;
  const needs = [
    entry.expired && <ExpiredLabel key="expired" isShort />,
    entry.overdue && <OverdueLabel key="overdue" isShort />,
    entry.disputed && (
      <span key="disputed" className="font-medium text-amber lowercase">
        {t('disputed.word')}
      </span>
    ),
  ].filter(Boolean);
  const when = <When entry={entry} lead={lead} isShort={isShort || needs.length > 0} />;
  return (
    <span className="dotted">
      {when}
      {needs}
    </span>
  );
}

function When({ entry, lead, isShort }: EntryDueProps) {
  const now = useNow().getTime();
  const until = lead.threat?.validUntil;
  if (isUrgent(lead.threat?.urgency)) {
    return <UrgencyLabel event={lead} className="inline-block first-letter:lowercase" />;
  }
  if (until && !entry.expired) return <Until moment={until} />;
  if (isShort && startMillis(lead.at) <= now) return null;
  return <Since event={lead} />;
}

/** "until 13:05", "until 4 Dec", with the year where it is another one. */
function Until({ moment }: { moment: string }) {
  const t = useTranslations('board.threats');
  const exact = useExact();
  const { dayKey, time, date, dayMonth } = useFormats();
  const now = useNow();
  const isToday = dayKey(moment) === dayKey(now);
  const isNear = !isDate(moment) && Math.abs(startMillis(moment) - now.getTime()) < nearMillis;
  const isThisYear = dayKey(moment).slice(0, 4) === dayKey(now).slice(0, 4);
  const day = isThisYear ? dayMonth(moment) : date(moment);
  const words = isNear ? (isToday ? time(moment) : `${day}, ${time(moment)}`) : day;
  return (
    <span className="whitespace-nowrap">
      {t.rich('until', {
        when: () => (
          <time dateTime={moment} data-tip={exact(moment)}>
            {words}
          </time>
        ),
      })}
    </span>
  );
}
