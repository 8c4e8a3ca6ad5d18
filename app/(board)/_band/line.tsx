'use client';

import { memo } from 'react';
import type { Threatened } from '@/db/model/board';
import type { Event } from '@/db/model/event/event';
import { useFormats } from '../../_i18n/use-formats';
import { HandlingBadge, NewBadge } from '../../_ui/labels/badge';
import { Flag } from '../../_ui/labels/flag';
import { SeverityLabel, UnderAttackLabel } from '../../_ui/labels/severity';
import { ExpiredLabel, OverdueLabel } from '../../_ui/labels/status';
import { Time } from '../../_ui/labels/time';
import { TlpLabel } from '../../_ui/labels/tlp';
import { UrgencyLabel } from '../../_ui/labels/urgency';
import { RecordLink } from '../_record/record-link';
import { useSeen } from '../use-seen';
import { eventsOf, strictestOf } from './cards';
import { OtherEvents } from './other-events';
import { usePlaceLabel } from './place-label';

type BandLineProps = { entry: Threatened; active: ReadonlyMap<string, Event>; isNew: boolean };

/** A threatened mission on one line: flag, country, city, severity, and when. */
export const BandLine = memo(function BandLine({ entry, active, isNew }: BandLineProps) {
  const { country: nameOf, shortCountry, city: cityOf } = useFormats();
  const placeLabel = usePlaceLabel();
  const events = eventsOf(entry, active);
  const seen = useSeen<HTMLLIElement>(
    isNew,
    events.map(({ id }) => id),
  );
  const [lead, ...others] = events;
  if (!lead) return null;
  const city = entry.city ? cityOf(entry.city, entry.host) : nameOf(entry.host);
  const place = entry.allMissions ? placeLabel(entry) : city;
  return (
    <li
      ref={seen}
      className="band-line @container flex min-w-0 items-center gap-2 max-sm:border-t max-sm:border-line"
    >
      <RecordLink
        eventRef={lead.ref}
        id={`line-${entry.key}`}
        title={`${nameOf(entry.country)}, ${placeLabel(entry)}`}
        className="flex min-h-8 min-w-0 grow items-center gap-2.5 hover:bg-raise max-sm:min-h-9"
      >
        <Flag country={entry.country} />
        {/* On a phone the badge stands above the name, so that the name keeps its space. */}
        <span className="flex min-w-0 items-center gap-2.5 max-sm:flex-col max-sm:items-start max-sm:gap-0.5 max-sm:py-0.5">
          {entry.handling !== 'actual' && (
            <span className={`flex ${entry.handling === 'example' ? 'max-sm:hidden' : ''}`}>
              <HandlingBadge handling={entry.handling} />
            </span>
          )}
          <span className="max-w-full min-w-0 truncate">
            <b className="font-bold">{shortCountry(entry.country)}</b>{' '}
            <span className="ms-1 text-ink-2">{place}</span>
          </span>
        </span>
        {isNew && <NewBadge isAlarm />}
        <span className="ms-auto flex shrink-0 items-center gap-2.5 text-small max-sm:flex-col-reverse max-sm:items-end max-sm:gap-px max-sm:leading-4">
          {/* In a narrow line the name keeps its space and the marking is hidden; the record shows it. */}
          <span className="hidden @min-[30rem]:inline-flex">
            <TlpLabel tlp={strictestOf(events)} isCompact />
          </span>
          <span className="flex items-center gap-1.5">
            {entry.underAttack && <UnderAttackLabel />}
            <SeverityLabel severity={lead.severity} isAlarm isShort={entry.underAttack} />
          </span>
        </span>
        <span className="shrink-0 text-end @min-[30rem]:min-w-16 whitespace-nowrap text-ink-2">
          <Due entry={entry} lead={lead} />
        </span>
      </RecordLink>
      <OtherEvents events={others} countries={[entry.country]} isShort />
    </li>
  );
});

/** What the event needs, when it is expected, or how long ago it began. */
function Due({ entry, lead }: { entry: Threatened; lead: Event }) {
  if (entry.expired) return <ExpiredLabel isShort />;
  if (entry.overdue) return <OverdueLabel isShort />;
  if (lead.threat?.urgency === 'expected') return <UrgencyLabel event={lead} className="font-medium" />;
  return <Time moment={lead.at} precision={lead.atPrecision} as="span" />;
}
