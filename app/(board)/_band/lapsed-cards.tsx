'use client';

import { X } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import type { Event } from '@/db/model/event/event';
import { useNow } from '../../_i18n/now';
import { useFormats } from '../../_i18n/use-formats';
import { useMayWrite } from '../../_session/viewer';
import { Button } from '../../_ui/button';
import { ButtonLink } from '../../_ui/button-link';
import { HandlingBadge } from '../../_ui/labels/badge';
import { Flag } from '../../_ui/labels/flag';
import { TlpLabel } from '../../_ui/labels/tlp';
import { UserText } from '../../_ui/labels/user-text';
import { RecordLink } from '../_record/record-link';
import { useBandCapacity } from './use-band-capacity';

type LapsedCardsProps = {
  lapsed: readonly Event[];
  /** Whether `lapsed` holds all recently lapsed threats. */
  isWhole: boolean;
  beside: ReactNode;
  onDismiss: (event: Event) => void;
};

/** Lapsed threats stay visible in grey until a user dismisses them, so that nothing vanishes silently. */
export default function LapsedCards({ lapsed, isWhole, beside, onDismiss }: LapsedCardsProps) {
  const t = useTranslations('board.band');
  const { columns } = useBandCapacity();
  const [isOpen, setOpen] = useState(false);
  const max = Math.max(1, Math.floor(columns / 2));
  const shown = isOpen ? lapsed : lapsed.slice(0, max);
  return (
    <div className="mt-2 flex max-sm:mt-1 flex-wrap items-center gap-x-4 gap-y-1.5 max-sm:mb-1">
      {shown.length > 0 && (
        <ul aria-label={t('lapsedTitle')} className="band-lapsed min-w-0 grow max-sm:w-full sm:basis-96">
          {shown.map((event) => (
            <Lapsed key={event.id} event={event} onDismiss={() => onDismiss(event)} />
          ))}
        </ul>
      )}
      {beside}
      {lapsed.length > max && (
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          className="min-h-8 cursor-pointer font-medium underline underline-offset-2"
        >
          {isOpen ? t('fewer') : t('moreLapsed', { count: lapsed.length - max })}
        </button>
      )}
      {!isWhole && (isOpen || lapsed.length <= max) && (
        <Link
          href="/?status=lapsed"
          prefetch={false}
          className="min-h-8 content-center font-medium underline underline-offset-2"
        >
          {t('allLapsed')}
        </Link>
      )}
    </div>
  );
}

const maxFlags = 4;

function Lapsed({ event, onDismiss }: { event: Event; onDismiss: () => void }) {
  const t = useTranslations('board.band');
  const now = useNow();
  const mayWrite = useMayWrite();
  const { country: nameOf, timeOrMoment, list } = useFormats();
  const countries = [...new Set(event.targets.map(({ country }) => country))];
  const when = timeOrMoment(event.activityAt, now);
  return (
    // On a phone the title has its own line.
    <li className="flex min-w-0 items-center gap-x-2.5 rounded-card border border-s-4 border-line border-s-edge bg-raise py-0.5 ps-3 pe-1 max-sm:flex-wrap">
      <HandlingBadge handling={event.handling} />
      <span className="flex shrink-0 gap-1">
        {countries.slice(0, maxFlags).map((country) => (
          <Flag key={country} country={country} alt={nameOf(country)} />
        ))}
      </span>
      <b className="shrink-0">{t('lapsed', { when })}</b>
      <span className="flex min-w-0 grow items-center gap-2.5 max-sm:order-last max-sm:w-full max-sm:pb-1">
        <TlpLabel tlp={event.tlp} isCompact />
        <RecordLink
          eventRef={event.ref}
          id={`lapsed-${event.id}`}
          title={event.title}
          className="block min-w-0 grow truncate text-small text-ink-2 hover:underline"
        >
          <UserText>{event.title}</UserText>
        </RecordLink>
      </span>
      {mayWrite && (
        <ButtonLink
          href={`/events/${event.ref}#extend`}
          prefetch={false}
          size="small"
          className="max-sm:ms-auto"
          aria-label={t('extendNamed', { countries: list(countries.map(nameOf)) })}
        >
          {t('extend')}
        </ButtonLink>
      )}
      <Button
        size="small"
        variant="quiet"
        onClick={onDismiss}
        aria-label={t('dismissNamed', { countries: list(countries.map(nameOf)) })}
      >
        <span className="max-sm:hidden">{t('dismiss')}</span>
        <X aria-hidden className="size-4 sm:hidden" />
      </Button>
    </li>
  );
}
