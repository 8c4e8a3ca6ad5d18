'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Event } from '@/db/model/event/event';
import { useNow } from '../../_i18n/now';
import { useFormats } from '../../_i18n/use-formats';
import { useMayWrite } from '../../_session/viewer';
import { LeftEntry, leftActionClass } from './left-entry';

type LapsedEntriesProps = {
  lapsed: readonly Event[];
  /** Whether `lapsed` holds all recently lapsed threats. */
  isWhole: boolean;
  onDismiss: (event: Event) => void;
};

const maxShown = 3;

/** Lapsed threats stay visible in grey until a user dismisses them, so that nothing vanishes silently. */
export default function LapsedEntries({ lapsed, isWhole, onDismiss }: LapsedEntriesProps) {
  const t = useTranslations('board.threats');
  const [isOpen, setOpen] = useState(false);
  const shown = isOpen ? lapsed : lapsed.slice(0, maxShown);
  return (
    <>
      {shown.length > 0 && (
        <ul aria-label={t('lapsedTitle')} className="threats-lapsed">
          {shown.map((event) => (
            <Lapsed key={event.id} event={event} onDismiss={() => onDismiss(event)} />
          ))}
        </ul>
      )}
      {lapsed.length > maxShown && (
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          className="threats-more-lapsed"
        >
          {isOpen ? t('fewer') : t('moreLapsed', { count: lapsed.length - maxShown })}
        </button>
      )}
      {!isWhole && (isOpen || lapsed.length <= maxShown) && (
        <Link href="/?status=lapsed" prefetch={false} className="threats-more-lapsed">
          {t('allLapsed')}
        </Link>
      )}
    </>
  );
}

function Lapsed({ event, onDismiss }: { event: Event; onDismiss: () => void }) {
  const t = useTranslations('board.threats');
  const now = useNow();
  const mayWrite = useMayWrite();
  const { country: nameOf, timeOrMoment, list } = useFormats();
  const countries = list([...new Set(event.targets.map(({ country }) => nameOf(country)))]);
  return (
    <LeftEntry
      event={event}
      id={`lapsed-${event.id}`}
      state={t('lapsed', { when: timeOrMoment(event.activityAt, now) })}
    >
      {mayWrite && (
        <Link
          href={`/events/${event.ref}#extend`}
          aria-label={t('extendNamed', { countries })}
          prefetch={false}
          className={leftActionClass}
        >
          {t('extend')}
        </Link>
      )}
      <button
        type="button"
        onClick={onDismiss}
        aria-label={t('dismissNamed', { countries })}
        className={leftActionClass}
      >
        {t('dismiss')}
      </button>
    </LeftEntry>
  );
}
