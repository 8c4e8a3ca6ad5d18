'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Event } from '@/db/model/event/event';
import { useNow } from '../../_i18n/now';
import { useFormats, useTypeName } from '../../_i18n/use-formats';
import { useMayWrite } from '../../_session/viewer';
import { HandlingBadge } from '../../_ui/labels/badge';
import { Flag } from '../../_ui/labels/flag';
import { TlpLabel } from '../../_ui/labels/tlp';
import { UserText } from '../../_ui/labels/user-text';
import { RecordLink } from '../_record/record-link';
import { isStrict } from './entries';

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

const maxNames = 3;
const actionClass = 'cursor-pointer underline underline-offset-2 hover:text-ink';

function Lapsed({ event, onDismiss }: { event: Event; onDismiss: () => void }) {
  const t = useTranslations('board.threats');
  const now = useNow();
  const mayWrite = useMayWrite();
  const typeName = useTypeName();
  const { country: nameOf, shortCountry, city: cityOf, timeOrMoment, list } = useFormats();
  const { city, country: host } = event.location;
  const countries = [...new Set(event.targets.map(({ country }) => country))];
  const [first] = countries;
  const further = countries.length - maxNames;
  const [type, ...otherTypes] = new Set(event.targets.map(({ mission, type }) => mission?.type ?? type));
  return (
    <li className="threat-entry" data-lapsed>
      {first && <Flag country={first} className="entry-flag" />}
      <div className="entry-body">
        <div className="entry-line">
          <p className="entry-name">
            <HandlingBadge handling={event.handling} />
            <span>
              <b>{list(countries.slice(0, maxNames).map(shortCountry))}</b>{' '}
              <span className="entry-place">
                {further > 0 && <span>+{further}</span>}{' '}
                {type && otherTypes.length === 0 && <span className="entry-type">{typeName(type)},</span>}{' '}
                <span className="entry-city">{city ? cityOf(city, host) : nameOf(host)}</span>
              </span>
            </span>
          </p>
          <span className="shrink-0">{t('lapsed', { when: timeOrMoment(event.activityAt, now) })}</span>
        </div>
        <div className="entry-line entry-second">
          <RecordLink
            eventRef={event.ref}
            id={`lapsed-${event.id}`}
            title={event.title}
            data-walk
            className="truncate hover:underline"
          >
            <UserText>{event.title}</UserText>
          </RecordLink>
          {isStrict(event.tlp) && <TlpLabel tlp={event.tlp} isCompact isQuiet />}
          <span className="entry-end dotted">
            {mayWrite && (
              <Link
                href={`/events/${event.ref}#extend`}
                aria-label={t('extendNamed', { countries: list(countries.map(nameOf)) })}
                prefetch={false}
                className={actionClass}
              >
                {t('extend')}
              </Link>
            )}
            <button
              type="button"
              onClick={onDismiss}
              aria-label={t('dismissNamed', { countries: list(countries.map(nameOf)) })}
              className={actionClass}
            >
              {t('dismiss')}
            </button>
          </span>
        </div>
      </div>
    </li>
  );
}
