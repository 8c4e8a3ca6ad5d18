'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Event } from '@/db/model/event/event';
import { gradeOf, strongest } from '@/db/model/event/grade';
import { isExpired, isOverdue } from '@/db/model/event/threatened';
import type { Severity } from '@/db/model/words';
import { useNow } from '../../_i18n/now';
import { useFormats } from '../../_i18n/use-formats';
import { GradeLabel } from '../../_ui/labels/grade';
import { KindMark } from '../../_ui/labels/kind-mark';
import { SeverityLabel } from '../../_ui/labels/severity';
import { ExpiredLabel, OverdueLabel, PhaseLabel, StatusLabel } from '../../_ui/labels/status';
import { TlpLabel } from '../../_ui/labels/tlp';
import { UserText } from '../../_ui/labels/user-text';
import { VerificationLabel } from '../../_ui/labels/verification';
import { useActorLabel } from '../actor-label';
import { Casualties } from '../casualties';
import { RowTargets } from './row-targets';
import { RowWhen } from './row-when';

type RowBodyProps = {
  event: Event;
  isAlarm: boolean;
  title: ReactNode;
  /** False only in a form without a location yet. */
  isPlaceKnown?: boolean;
};

/** The content of a row: on the board, and in the form's preview. */
export function RowBody({ event, isAlarm, title, isPlaceKnown = true }: RowBodyProps) {
  return (
    <>
      <div className="row-when text-small text-ink-2">
        <RowWhen event={event} />
      </div>
      <div className="row-kind pt-px">
        <KindMark kind={event.kind} isAlarm={isAlarm} />
      </div>
      <div className="row-text min-w-0">
        <h3 className="text-lead font-bold">{title}</h3>
        {event.summary !== '' && (
          <p className="mt-0.5 line-clamp-2 max-w-[72ch] text-ink-2">{event.summary}</p>
        )}
      </div>
      <div
        id={`about-${event.id}`}
        className="row-about flex flex-wrap items-center gap-x-3.5 gap-y-1 text-small text-ink-2"
      >
        <About event={event} isAlarm={isAlarm} isPlaceKnown={isPlaceKnown} />
      </div>
      <RowEnd event={event} />
    </>
  );
}

const standsOut: ReadonlySet<Severity> = new Set<Severity>(['extreme', 'severe']);

function About({ event, isAlarm, isPlaceKnown }: Omit<RowBodyProps, 'title'>) {
  const t = useTranslations('words');
  const actorLabel = useActorLabel();
  const now = useNow();
  const { country: nameOf, city: cityOf } = useFormats();
  const { city, country } = event.location;
  const isAttack = isAlarm && event.incident?.phase === 'ongoing';
  return (
    <>
      <RowTargets targets={event.targets} />
      {isPlaceKnown && <span>{city ? `${cityOf(city, country)}, ${nameOf(country)}` : nameOf(country)}</span>}
      {event.actors.map((actor) => (
        <span key={`${actor.actorId} ${actor.role}`}>{actorLabel(actor)}</span>
      ))}
      <Casualties events={[event]} />
      {(standsOut.has(event.severity) || isAttack) && (
        <SeverityLabel severity={event.severity} isActive={isAlarm} />
      )}
      {event.threat &&
        (isAlarm || event.threat.status !== 'current' ? (
          <StatusLabel status={event.threat.status} />
        ) : (
          <span>{t('threatStatuses.current')}</span>
        ))}
      {event.incident?.phase === 'ongoing' &&
        (isAlarm ? <PhaseLabel phase="ongoing" /> : <span>{t('phases.ongoing')}</span>)}
      {isExpired(event, now.getTime()) && <ExpiredLabel />}
      {isOverdue(event, now.getTime()) && <OverdueLabel />}
      <VerificationLabel verification={event.verification} />
    </>
  );
}

function RowEnd({ event }: { event: Event }) {
  const t = useTranslations('board.row');
  const best = strongest(event.sources);
  const grade = gradeOf(best);
  return (
    <div className="row-end flex min-w-0 text-small text-ink-2">
      <span className="font-mono whitespace-nowrap text-ink">{event.ref}</span>
      <span className="flex max-w-full min-w-0 gap-1.5">
        {best && grade ? (
          <>
            <GradeLabel grade={grade} />
            <span className="truncate" title={best.publisher}>
              <UserText>{best.publisher}</UserText>
            </span>
          </>
        ) : (
          t('noSource')
        )}
      </span>
      <TlpLabel tlp={event.tlp} />
    </div>
  );
}
