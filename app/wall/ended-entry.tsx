'use client';

import { useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event/event';
import { useNow } from '../_i18n/now';
import { useFormats } from '../_i18n/use-formats';
import { HandlingBadge } from '../_ui/labels/badge';
import { Flag } from '../_ui/labels/flag';

const maxNames = 3;

/** An attack or threat that ended lately, in grey and on one line, so that nothing vanishes silently. */
export function EndedEntry({ event }: { event: Event }) {
  const t = useTranslations('board.threats');
  const tc = useTranslations('common');
  const tw = useTranslations('words.threatStatuses');
  const now = useNow();
  const { shortCountry, country, city: cityOf, list, timeOrMoment } = useFormats();
  const { location, incident, threat, targets, activityAt } = event;
  const countries = [...new Set(targets.map((one) => one.country))];
  const [first] = countries;
  const place = location.city ? cityOf(location.city, location.country) : country(location.country);
  return (
    <li className="wall-entry" data-short data-ended>
      {first && <Flag country={first} size="large" className="wall-flag" />}
      <p className="wall-name">
        {event.handling !== 'actual' && <HandlingBadge handling={event.handling} />}
        <b>{list(countries.slice(0, maxNames).map(shortCountry))}</b> <span>{place}</span>
      </p>
      <p className="wall-severity">
        {threat && threat.status !== 'current'
          ? tw(threat.status)
          : t('attackEnded', { when: timeOrMoment(incident?.closedAt ?? activityAt, now) })}
        {event.toBeConfirmed && <b className="ms-[0.5em] text-amber">{tc('toBeConfirmedWord')}</b>}
      </p>
    </li>
  );
}
