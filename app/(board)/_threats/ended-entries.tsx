'use client';

import { useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event/event';
import { useNow } from '../../_i18n/now';
import { useFormats } from '../../_i18n/use-formats';
import { ConfirmationLabel } from '../../_ui/labels/confirmation';
import { LeftEntry } from './left-entry';

/** Attacks that ended in the last hours, and what ended and is to be confirmed: they no longer count, and stay in grey. */
export default function EndedEntries({ ended }: { ended: readonly Event[] }) {
  const t = useTranslations('board.threats');
  const tw = useTranslations('words.threatStatuses');
  const now = useNow();
  const { timeOrMoment } = useFormats();
  const stateOf = ({ incident, threat, activityAt }: Event) =>
    threat && threat.status !== 'current'
      ? tw(threat.status)
      : t('attackEnded', { when: timeOrMoment(incident?.closedAt ?? activityAt, now) });
  return (
    <ul aria-label={t('endedTitle')} className="threats-lapsed">
      {ended.map((event) => (
        <LeftEntry
          key={event.id}
          event={event}
          id={`ended-${event.id}`}
          state={stateOf(event)}
          note={event.toBeConfirmed && <ConfirmationLabel toBeConfirmed={event.toBeConfirmed} isShort />}
        />
      ))}
    </ul>
  );
}
