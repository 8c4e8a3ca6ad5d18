'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Event } from '@/db/model/event';
import { useNow } from '../../_i18n/now';
import { useFormats } from '../../_i18n/use-formats';
import { HandlingBadge } from '../../_ui/badge';
import { Button } from '../../_ui/button';
import { ButtonLink } from '../../_ui/button-link';
import { Flag } from '../../_ui/flag';
import { OpenLink } from '../_record/open-link';
import { useRoom } from './use-room';

type LapsedCardsProps = { lapsed: readonly Event[]; onDismiss: (event: Event) => void };

/** Threats that lapsed stay in grey until somebody has looked: nothing silently vanishes. */
export default function LapsedCards({ lapsed, onDismiss }: LapsedCardsProps) {
  const t = useTranslations('board.band');
  const { columns } = useRoom();
  const [isWhole, setWhole] = useState(false);
  const most = Math.max(1, Math.floor(columns / 2));
  const shown = isWhole ? lapsed : lapsed.slice(0, most);
  return (
    <div className="mt-2 flex max-sm:mt-1 flex-wrap items-center gap-x-4 gap-y-1.5 max-sm:mb-1">
      <ul aria-label={t('lapsedTitle')} className="band-lapsed grow">
        {shown.map((event) => (
          <Lapsed key={event.id} event={event} onDismiss={() => onDismiss(event)} />
        ))}
      </ul>
      {lapsed.length > most && (
        <button
          type="button"
          aria-expanded={isWhole}
          onClick={() => setWhole(!isWhole)}
          className="min-h-8 cursor-pointer font-medium underline underline-offset-2"
        >
          {isWhole ? t('fewer') : t('moreLapsed', { count: lapsed.length - most })}
        </button>
      )}
    </div>
  );
}

const mostFlags = 4;

function Lapsed({ event, onDismiss }: { event: Event; onDismiss: () => void }) {
  const t = useTranslations('board.band');
  const now = useNow();
  const { country: nameOf, dayKey, time, moment, list } = useFormats();
  const countries = [...new Set(event.targets.map(({ country }) => country))];
  const when =
    dayKey(event.activityAt) === dayKey(now) ? time(event.activityAt) : moment(event.activityAt, 'minute');
  return (
    <li className="flex min-w-0 items-center gap-2.5 rounded-card border border-s-4 border-line border-s-edge bg-raise py-0.5 ps-3 pe-1">
      <span className="flex shrink-0 gap-1">
        {countries.slice(0, mostFlags).map((country) => (
          <Flag key={country} country={country} alt={nameOf(country)} />
        ))}
      </span>
      <b className="shrink-0">{t('lapsed', { when })}</b>
      <HandlingBadge handling={event.handling} />
      <OpenLink
        eventRef={event.ref}
        id={`lapsed-${event.id}`}
        title={event.title}
        className="block min-w-0 grow truncate text-small text-ink-2 hover:underline"
      >
        {event.title}
      </OpenLink>
      <ButtonLink
        href={`/events/${event.ref}#extend`}
        prefetch={false}
        size="small"
        aria-label={t('extendNamed', { countries: list(countries.map(nameOf)) })}
      >
        {t('extend')}
      </ButtonLink>
      <Button
        size="small"
        variant="quiet"
        onClick={onDismiss}
        aria-label={t('dismissNamed', { countries: list(countries.map(nameOf)) })}
      >
        {t('dismiss')}
      </Button>
    </li>
  );
}
