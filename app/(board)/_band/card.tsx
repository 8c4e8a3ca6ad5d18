'use client';

import { useTranslations } from 'next-intl';
import { memo, useMemo } from 'react';
import type { Threatened } from '@/db/model/board';
import type { Event } from '@/db/model/event/event';
import { useFormats } from '../../_i18n/use-formats';
import { HandlingBadge } from '../../_ui/labels/badge';
import { EventTitle } from '../../_ui/labels/event-title';
import { Flag } from '../../_ui/labels/flag';
import { SeverityLabel, UnderAttackLabel } from '../../_ui/labels/severity';
import { UserText } from '../../_ui/labels/user-text';
import { isContainerClick, RecordLink } from '../_record/record-link';
import { useOpenRecord } from '../_record/use-open-record';
import { useSeen } from '../use-seen';
import { CardFacts } from './card-facts';
import { type Card, eventsOf, strictestOf } from './cards';
import { OtherEvents } from './other-events';
import { usePlaceLabel } from './place-label';

type BandCardProps = {
  card: Card;
  columns: number;
  active: ReadonlyMap<string, Event>;
  isNew: boolean;
};

const maxHeads = 3;
const maxNames = 8;

/**
 * Shows who is threatened, how severely, by what, and how reliable the report is, taken from the event that comes
 * first. A click opens its record.
 */
export const BandCard = memo(function BandCard({ card, columns, active, isNew }: BandCardProps) {
  const { open } = useOpenRecord();
  const [entry] = card.entries;
  const events = useMemo(() => eventsOf(entry, active), [entry, active]);
  const seen = useSeen<HTMLLIElement>(
    isNew,
    events.map(({ id }) => id),
  );
  const [lead, ...others] = events;
  if (!lead) return null;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keyboard users have the link inside; the click on the card is an extra.
    <li
      ref={seen}
      onClick={(event) => isContainerClick(event) && open(lead.ref)}
      data-new={isNew || undefined}
      style={{ gridColumn: `span ${columns}` }}
      className={`band-card relative flex min-w-0 cursor-pointer flex-col gap-1 rounded-card border border-s-4 py-1.5 ps-3.5 pe-3.5 [@media(max-height:50rem)]:gap-0.5 [@media(max-height:50rem)]:py-1 ${
        entry.underAttack ? 'border-alarm-line bg-alarm-ground' : 'border-line bg-sheet'
      } border-s-alarm has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-offset-2 has-[a:focus-visible]:outline-focus`}
    >
      {entry.handling === 'exercise' && (
        <p className="flex">
          <HandlingBadge handling="exercise" />
        </p>
      )}
      <div className="flex items-start gap-3">
        {card.entries.length <= maxHeads ? (
          <Heads entries={card.entries} />
        ) : (
          <Names entries={card.entries} />
        )}
        <span className="ms-auto flex shrink-0 flex-col items-end gap-0.5 pt-0.5 text-small">
          {entry.underAttack && <UnderAttackLabel />}
          <SeverityLabel severity={lead.severity} isAlarm />
        </span>
      </div>
      <div className="flex items-baseline gap-2">
        <p className="line-clamp-2 text-ink-2 [@media(max-height:50rem)]:line-clamp-1">
          <RecordLink eventRef={lead.ref} id={`card-${card.key}`} className="outline-none hover:underline">
            {/* An exercise can come first on the card of a mission that a real threat endangers too. */}
            {entry.handling === 'exercise' ? <UserText>{lead.title}</UserText> : <EventTitle event={lead} />}
          </RecordLink>
        </p>
        <OtherEvents events={others} countries={card.entries.map(({ country }) => country)} />
      </div>
      <CardFacts card={card} lead={lead} tlp={strictestOf(events)} isNew={isNew} />
    </li>
  );
});

function Heads({ entries }: { entries: readonly Threatened[] }) {
  const { shortCountry: nameOf } = useFormats();
  const place = usePlaceLabel();
  return (
    <div className="grid min-w-0 grow auto-cols-fr grid-flow-col gap-5">
      {entries.map((entry) => (
        <div key={entry.key} className="flex min-w-0 items-center gap-2.5">
          <Flag country={entry.country} size="large" />
          <h2 className="min-w-0 text-title font-bold">
            <span className="line-clamp-2">{nameOf(entry.country)}</span>
            <small className="mt-0.5 line-clamp-2 text-small font-normal text-ink-2" title={place(entry)}>
              {place(entry)}
            </small>
          </h2>
        </div>
      ))}
    </div>
  );
}

function Names({ entries }: { entries: readonly Threatened[] }) {
  const t = useTranslations('board.band');
  const { shortCountry: nameOf } = useFormats();
  const place = usePlaceLabel();
  const places = new Set(entries.map(place));
  const rest = entries.length - maxNames;
  return (
    <h2 className="min-w-0">
      <span className="flex flex-wrap gap-x-4 gap-y-1 text-lead font-bold">
        {entries.slice(0, maxNames).map((entry) => (
          <span key={entry.key} className="inline-flex items-center gap-1.5" title={place(entry)}>
            <Flag country={entry.country} />
            {nameOf(entry.country)}
          </span>
        ))}
        {rest > 0 && <span className="text-ink-2">{t('more', { count: rest })}</span>}
      </span>
      {places.size === 1 && (
        <small className="block text-small font-normal text-ink-2">{[...places][0]}</small>
      )}
    </h2>
  );
}
