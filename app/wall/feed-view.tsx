'use client';

import { useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event/event';
import { isActive, targetsInDanger } from '@/db/model/event/threatened';
import { useFormats, useTypeName } from '../_i18n/use-formats';
import { useBoardState } from '../_live/provider';
import { EventTitle } from '../_ui/labels/event-title';
import { Flag } from '../_ui/labels/flag';
import { KindMark } from '../_ui/labels/kind-mark';
import { Time } from '../_ui/labels/time';

/** As many as fit, each in two lines. */
const shown = 9;

/** The records with the latest activity. */
export function FeedView() {
  const t = useTranslations('wall');
  const { rows, events } = useBoardState();
  return (
    <section className="wall-feed" aria-label={t('latest')}>
      <h2>{t('latest')}</h2>
      {rows.length === 0 && <p className="wall-empty">{t('noRecords')}</p>}
      <ol>
        {rows.slice(0, shown).map((id) => {
          const event = events.get(id);
          return event && <Row key={id} event={event} />;
        })}
      </ol>
    </section>
  );
}

function Row({ event }: { event: Event }) {
  const { shortCountry, city: cityOf } = useFormats();
  const typeName = useTypeName();
  const [target] = event.targets;
  const isThreatening = isActive(event) && targetsInDanger(event).length > 0;
  const countries = [...new Set(event.targets.map(({ country }) => country))];
  const { city, country } = event.location;
  return (
    <li data-threat={isThreatening || undefined}>
      <Time moment={event.at} precision={event.atPrecision} as="date" />
      <p className="wall-name">
        <EventTitle event={event} />
      </p>
      <p className="wall-what">
        <KindMark kind={event.kind} />
        {countries.slice(0, 3).map((one) => (
          <Flag key={one} country={one} alt={shortCountry(one)} className="wall-flag" />
        ))}
        <span>
          {target && typeName(target.mission?.type ?? target.type)},{' '}
          {city ? cityOf(city, country) : shortCountry(country)}
        </span>
      </p>
    </li>
  );
}
