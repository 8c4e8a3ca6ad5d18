'use client';

import { useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event';
import { useNow } from '../../_i18n/now';
import { useFormats } from '../../_i18n/use-formats';
import { HandlingBadge } from '../../_ui/badge';
import { Button } from '../../_ui/button';
import { ButtonLink } from '../../_ui/button-link';
import { Flag } from '../../_ui/flag';
import { OpenLink } from '../_record/open-link';
import { useLapsed } from './use-lapsed';

/** Threats that lapsed stay in grey until somebody has looked: nothing silently vanishes. */
export function LapsedCards({ recent }: { recent: readonly Event[] }) {
  const t = useTranslations('board.band');
  const { lapsed, dismiss } = useLapsed(recent);
  if (lapsed.length === 0) return null;
  return (
    <ul aria-label={t('lapsedTitle')} className="band-lapsed mt-2.5 max-sm:mb-2">
      {lapsed.map((event) => (
        <Lapsed key={event.id} event={event} onDismiss={() => dismiss(event)} />
      ))}
    </ul>
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
    <li className="flex min-w-0 items-center gap-2.5 rounded-card border border-s-4 border-line border-s-edge bg-raise py-1.5 ps-3 pe-1.5">
      <span className="flex shrink-0 gap-1">
        {countries.slice(0, mostFlags).map((country) => (
          <Flag key={country} country={country} alt={nameOf(country)} />
        ))}
      </span>
      <span className="min-w-0 grow">
        <span className="flex items-center gap-2">
          <b className="shrink-0 text-ink">{t('lapsed', { when })}</b>
          <HandlingBadge handling={event.handling} />
        </span>
        <OpenLink
          eventRef={event.ref}
          id={`lapsed-${event.id}`}
          title={event.title}
          className="block truncate text-small text-ink-2 hover:underline"
        >
          {event.title}
        </OpenLink>
      </span>
      <ButtonLink
        href={`/events/${event.ref}/edit`}
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
