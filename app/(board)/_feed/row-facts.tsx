'use client';

import { useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event/event';
import { isExpired, isOverdue } from '@/db/model/event/threatened';
import { isAttack, isSerious, type Severity } from '@/db/model/words';
import { useNow } from '../../_i18n/now';
import { useFormats } from '../../_i18n/use-formats';
import { ConfirmationLabel } from '../../_ui/labels/confirmation';
import { UnderAttackLabel } from '../../_ui/labels/severity';
import { ExpiredLabel, OverdueLabel, StatusLabel } from '../../_ui/labels/status';
import { useActorLabel } from '../actor-label';
import { Casualties } from '../casualties';
import { RowTargets } from './row-targets';

type RowFactsProps = { event: Event; isAlarm: boolean; isPlaceKnown: boolean };

/**
 * Who is concerned, where, how gravely, by whom. What the marks and the edge of the row show already is there for
 * screen readers and print. The gravest facts come first, since the end of a long line is cut.
 */
export function RowFacts({ event, isAlarm, isPlaceKnown }: RowFactsProps) {
  const t = useTranslations();
  const actorLabel = useActorLabel();
  const now = useNow().getTime();
  const { country: nameOf, city: cityOf } = useFormats();
  const { city, country } = event.location;
  const phase = event.incident?.phase;
  const isCurrent = event.threat?.status === 'current';
  return (
    <>
      <RowTargets targets={event.targets} />
      {isPlaceKnown && (
        <span className="row-fact">
          {city ? (
            <>
              {cityOf(city, country)}
              <span className="row-wide">, {nameOf(country)}</span>
            </>
          ) : (
            nameOf(country)
          )}
        </span>
      )}
      {phase && isAttack(phase) && (
        <span className="row-fact">
          {isAlarm && phase === 'ongoing' ? <UnderAttackLabel /> : t(`words.phases.${phase}`)}
        </span>
      )}
      <span className={isAlarm || isSerious(event.severity) ? 'row-fact' : 'row-fact row-implied'}>
        <span className={toneOf(event.severity, isAlarm)}>{t(`words.severities.${event.severity}`)}</span>
      </span>
      {event.threat && (
        <span className={isAlarm && isCurrent ? 'row-fact row-implied' : 'row-fact'}>
          {isCurrent && !isAlarm ? (
            t('words.threatStatuses.current')
          ) : (
            <StatusLabel status={event.threat.status} />
          )}
        </span>
      )}
      {isExpired(event, now) && (
        <span className="row-fact">
          <ExpiredLabel />
        </span>
      )}
      {isOverdue(event, now) && (
        <span className="row-fact">
          <OverdueLabel />
        </span>
      )}
      {event.toBeConfirmed && (
        <span className="row-fact">
          <ConfirmationLabel toBeConfirmed={event.toBeConfirmed} isShort />
        </span>
      )}
      {event.actors.map((actor) => (
        <span key={`${actor.actorId} ${actor.role}`} className="row-fact">
          {actorLabel(actor)}
        </span>
      ))}
      <Casualties events={[event]} className="row-fact" />
    </>
  );
}

function toneOf(severity: Severity, isAlarm: boolean): string {
  if (!isAlarm) return '';
  return isSerious(severity) ? 'font-bold text-alarm' : 'font-bold text-amber';
}
