'use client';

import { useTranslations } from 'next-intl';
import type { Threatened } from '@/db/model/board';
import type { Event } from '@/db/model/event/event';
import { isDate } from '@/db/model/values/moment';
import { isSerious } from '@/db/model/words';
import { useFormats } from '../_i18n/use-formats';
import { useBoardState, useServerNow } from '../_live/provider';
import { HandlingBadge, NewBadge } from '../_ui/labels/badge';
import { EventTitle } from '../_ui/labels/event-title';
import { Flag } from '../_ui/labels/flag';
import { AttackMark, SeverityMark } from '../_ui/labels/severity';
import { Time } from '../_ui/labels/time';
import { usePlaceParts } from '../(board)/_threats/place-label';
import { Casualties } from '../(board)/casualties';

/** An arrival is marked as new for this long. */
const newMillis = 5 * 60_000;

type ThreatEntryProps = {
  entry: Threatened;
  /** One line, when many missions are under attack. */
  isShort?: boolean;
};

/** A mission under threat, readable from across the room. */
export function ThreatEntry({ entry, isShort = false }: ThreatEntryProps) {
  const t = useTranslations('wall');
  const tc = useTranslations('common');
  const tw = useTranslations('words.severities');
  const placeOf = usePlaceParts();
  const { shortCountry } = useFormats();
  const now = useServerNow();
  const lead = useBoardState().active.get(entry.leading);
  const { underAttack, severity } = entry;
  const isAlarm = underAttack || isSerious(severity);
  return (
    <li
      className="wall-entry"
      data-attack={underAttack || undefined}
      data-short={isShort || undefined}
      data-tone={isAlarm ? 'alarm' : 'amber'}
    >
      <Flag country={entry.country} size="large" className="wall-flag" />
      <p className="wall-name">
        {entry.handling !== 'actual' && <HandlingBadge handling={entry.handling} />}
        <b>{shortCountry(entry.country)}</b> <span>{placeOf(entry).label}</span>
      </p>
      <p className="wall-severity">
        {lead && now - Date.parse(lead.activityAt) < newMillis && <NewBadge isAlarm />}
        {underAttack ? (
          <>
            <AttackMark className="wall-mark" /> {tc('underAttack')}
          </>
        ) : (
          <>
            <SeverityMark severity={severity} /> {tw(severity)}
          </>
        )}
      </p>
      {!isShort && lead && (
        <>
          <p className="wall-what">
            <EventTitle event={{ ...lead, handling: 'actual' }} />
          </p>
          <p className="wall-when">
            {underAttack ? <Since lead={lead} /> : <End entry={entry} lead={lead} />}
            {entry.toBeConfirmed && <b className="ms-[0.5em] text-amber">{tc('toBeConfirmedWord')}</b>}
          </p>
          {underAttack && (
            <p className="wall-more">
              <Casualties events={[lead]} />
              {entry.grade === null ? (
                <span>{t('unsourced')}</span>
              ) : (
                <span>{t('sources', { grade: entry.grade, count: entry.independentSources })}</span>
              )}
            </p>
          )}
        </>
      )}
    </li>
  );
}

function Since({ lead }: { lead: Event }) {
  return <Time moment={lead.at} precision={lead.atPrecision} as="span" />;
}

function End({ entry, lead }: { entry: Threatened; lead: Event }) {
  const t = useTranslations('wall');
  const tc = useTranslations('common');
  const { dayKey } = useFormats();
  const today = dayKey(new Date(useServerNow()));
  if (entry.expired) return <b className="text-amber">{t('decisionDue')}</b>;
  if (entry.overdue) return <b className="text-amber">{tc('overdueShort')}</b>;
  const until = lead.threat?.validUntil;
  if (!until) return null;
  const as = isDate(until) || dayKey(until) !== today ? 'date' : 'time';
  return t.rich(as === 'time' ? 'by' : 'until', { when: () => <Time moment={until} as={as} /> });
}
