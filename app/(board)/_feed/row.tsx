'use client';

import { useTranslations } from 'next-intl';
import { memo } from 'react';
import type { Event } from '@/db/model/event';
import { gradeOf, strongest } from '@/db/model/grade';
import { isOverdue, targetsInDanger } from '@/db/model/threatened';
import { useNow } from '../../_i18n/now';
import { useFormats } from '../../_i18n/use-formats';
import { HandlingBadge, NewBadge } from '../../_ui/badge';
import { GradeLabel } from '../../_ui/grade';
import { KindMark } from '../../_ui/kind-mark';
import { OverdueLabel, PhaseLabel, StatusLabel } from '../../_ui/status';
import { TlpLabel } from '../../_ui/tlp';
import { VerificationLabel } from '../../_ui/verification';
import { isForWhole, OpenLink } from '../_record/open-link';
import { Casualties } from '../casualties';
import { useSeen } from '../use-seen';
import { RowTargets } from './row-targets';
import { RowWhen } from './row-when';

type RowProps = {
  event: Event;
  index: number;
  /** How many rows there are, -1 while more may come. */
  count: number;
  isNew: boolean;
  isOpen: boolean;
  /** Is it the one row that Tab stops at? */
  isStop: boolean;
  strayTop: number | null;
  measure: (element: HTMLElement | null) => void;
  onOpen: (ref: string) => void;
};

export const Row = memo(function Row(props: RowProps) {
  const { event, index, count, isNew, isOpen, isStop, strayTop, measure, onOpen } = props;
  const seen = useSeen<HTMLDivElement>(isNew, [event.id]);
  const isAlarm = targetsInDanger(event).length > 0;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the title is the keyboard's way; a click anywhere is a convenience.
    <article
      ref={measure}
      data-index={index}
      data-id={event.id}
      aria-posinset={index + 1}
      aria-setsize={count}
      aria-labelledby={`row-${event.id}`}
      aria-describedby={`about-${event.id}`}
      onClick={(click) => isForWhole(click) && onOpen(event.ref)}
      style={strayTop === null ? undefined : { position: 'absolute', insetInline: 0, top: strayTop }}
      className={`row cursor-pointer border-b border-line px-5 py-3 hover:bg-raise has-[h3_a:focus-visible]:outline-2 has-[h3_a:focus-visible]:-outline-offset-2 has-[h3_a:focus-visible]:outline-focus max-sm:px-3.5 ${
        isAlarm ? 'row-alarm' : ''
      } ${isOpen ? 'bg-sheet' : ''} ${isNew ? 'row-new' : ''}`}
    >
      <div ref={seen} className="row-grid">
        <div className="row-when text-small text-ink-2">
          <RowWhen event={event} />
        </div>
        <div className="row-kind pt-px">
          <KindMark kind={event.kind} isAlarm={isAlarm} />
        </div>
        <div className="row-text min-w-0">
          <h3 className="text-lead font-bold">
            <OpenLink
              eventRef={event.ref}
              id={`row-${event.id}`}
              data-row={event.ref}
              tabIndex={isStop ? 0 : -1}
              aria-current={isOpen || undefined}
              className="outline-none hover:underline"
            >
              {event.title}
            </OpenLink>
            {isNew && (
              <span className="ms-2 inline-block align-[0.08em]">
                <NewBadge isAlarm={isAlarm} />
              </span>
            )}
            {event.handling !== 'actual' && (
              <span className="ms-2 inline-block align-[0.08em]">
                <HandlingBadge handling={event.handling} />
              </span>
            )}
          </h3>
          {event.summary !== '' && (
            <p className="mt-0.5 line-clamp-2 max-w-[72ch] text-ink-2">{event.summary}</p>
          )}
        </div>
        <div
          id={`about-${event.id}`}
          className="row-about flex flex-wrap items-center gap-x-3.5 gap-y-1 text-small text-ink-2"
        >
          <About event={event} isAlarm={isAlarm} />
        </div>
        <RowEnd event={event} />
      </div>
    </article>
  );
});

function About({ event, isAlarm }: { event: Event; isAlarm: boolean }) {
  const t = useTranslations('words');
  const tb = useTranslations('board.row');
  const now = useNow();
  const { country: nameOf } = useFormats();
  const { city, country } = event.location;
  return (
    <>
      <RowTargets targets={event.targets} />
      <span>{city ? `${city}, ${nameOf(country)}` : nameOf(country)}</span>
      {event.actors.map(({ actorId, name, role }) => (
        <span key={`${actorId} ${role}`}>{role === 'threatened' ? name : tb(`roles.${role}`, { name })}</span>
      ))}
      <Casualties events={[event]} />
      {event.threat &&
        (isAlarm || event.threat.status !== 'current' ? (
          <StatusLabel status={event.threat.status} />
        ) : (
          <span>{t('threatStatuses.current')}</span>
        ))}
      {event.incident?.phase === 'ongoing' &&
        (isAlarm ? <PhaseLabel phase="ongoing" /> : <span>{t('phases.ongoing')}</span>)}
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
              {best.publisher}
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
