'use client';

import { useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event';
import { isDate, startMillis } from '@/db/model/moment';
import { useNow } from '../../_i18n/now';
import { useFormats } from '../../_i18n/use-formats';
import { HandlingBadge, NewBadge } from '../../_ui/badge';
import { isolated } from '../../_ui/bidi';
import { GradeLabel } from '../../_ui/grade';
import { OverdueLabel } from '../../_ui/status';
import { Time } from '../../_ui/time';
import { Casualties } from '../casualties';
import { type Card, peopleOf, untilOf } from './cards';
import { Since } from './since';

type CardFactsProps = { card: Card; events: readonly Event[]; isNew: boolean };

const mostActors = 2;
/** An end within this time is told with its time of day. */
const nearMillis = 48 * 3_600_000;

/** What stands out about a threatened mission, in an order that stays: one learns where to look. */
export function CardFacts({ card, events, isNew }: CardFactsProps) {
  const t = useTranslations('board.band');
  const tc = useTranslations('common');
  const tw = useTranslations('words');
  const { list, dayKey } = useFormats();
  const now = useNow();
  const [entry] = card.entries;
  const actors = [...new Set(events.flatMap((event) => event.actors.map(({ name }) => isolated(name))))];
  const people = entry.underAttack ? peopleOf(card, events) : null;
  const until = untilOf(events);
  const isEndNear = until !== null && !isDate(until) && startMillis(until) - now.getTime() < nearMillis;
  const untilAs = !isEndNear ? 'date' : dayKey(until) === dayKey(now) ? 'time' : 'moment';
  const isUrgent = entry.urgency === 'immediate' || entry.urgency === 'expected';
  return (
    <p className="flex flex-wrap items-center gap-x-3.5 gap-y-0.5 text-small text-ink-2">
      {isNew && <NewBadge isAlarm />}
      {entry.handling === 'example' && <HandlingBadge handling="example" />}
      {actors.length > 0 && (
        <span className="max-w-full truncate" title={list(actors)}>
          {list(actors.slice(0, mostActors))}
          {actors.length > mostActors && ` +${actors.length - mostActors}`}
        </span>
      )}
      {isUrgent && !entry.underAttack && (
        <b className="text-ink">{tw(`urgencies.${entry.urgency}`).toLocaleLowerCase()}</b>
      )}
      <Since entry={entry} events={events} />
      <Casualties events={events} />
      {people && (
        <span>
          {t.rich('people', {
            state: tw(`accountedFor.${people}`).toLocaleLowerCase(),
            b: (words) => <b className={people === 'yes' ? 'font-normal' : 'text-ink'}>{words}</b>,
          })}
        </span>
      )}
      {until && (
        <span>
          {t.rich('until', {
            when: () => <Time moment={until} as={untilAs} className="font-medium text-ink" />,
          })}
        </span>
      )}
      {entry.overdue && <OverdueLabel />}
      {entry.disputed && <span className="font-medium text-amber">{tw('verifications.disputed.word')}</span>}
      <span className="whitespace-nowrap">
        {entry.grade ? (
          <>
            <GradeLabel grade={entry.grade} />,{' '}
            {tc('independentSources', { count: entry.independentSources })}
          </>
        ) : (
          t('noSource')
        )}
      </span>
    </p>
  );
}
