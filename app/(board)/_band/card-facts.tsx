'use client';

import { useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event/event';
import { gradeOf, independentSources, strongest } from '@/db/model/event/grade';
import { isExpired, isOverdue } from '@/db/model/event/threatened';
import { isUrgent } from '@/db/model/event/urgency';
import { isDate, startMillis } from '@/db/model/values/moment';
import type { Tlp } from '@/db/model/words';
import { useNow } from '../../_i18n/now';
import { useFormats } from '../../_i18n/use-formats';
import { HandlingBadge, NewBadge } from '../../_ui/labels/badge';
import { GradeLabel } from '../../_ui/labels/grade';
import { OverdueLabel } from '../../_ui/labels/status';
import { Time } from '../../_ui/labels/time';
import { TlpLabel } from '../../_ui/labels/tlp';
import { UrgencyLabel } from '../../_ui/labels/urgency';
import { VerificationLabel } from '../../_ui/labels/verification';
import { useActorLabel } from '../actor-label';
import { Casualties } from '../casualties';
import { type Card, peopleOf } from './cards';
import { Since } from './since';

type CardFactsProps = {
  card: Card;
  /** The event that comes first. All facts shown are about it alone. */
  lead: Event;
  /** The strictest marking of the card's events. */
  tlp: Tlp;
  isNew: boolean;
};

const maxActors = 2;
/** An end within this time is shown with its time of day. */
const nearMillis = 48 * 3_600_000;

/** The main facts about a threatened mission, always in the same order so that users learn where to look. */
export function CardFacts({ card, lead, tlp, isNew }: CardFactsProps) {
  const t = useTranslations('board.band');
  const tc = useTranslations('common');
  const tw = useTranslations('words');
  const { list } = useFormats();
  const now = useNow().getTime();
  const actorLabel = useActorLabel();
  const actors = lead.actors.map(actorLabel);
  const people = lead.kind === 'incident' ? peopleOf(card, lead) : null;
  const grade = gradeOf(strongest(lead.sources));
  return (
    <p className="flex flex-wrap items-center gap-x-3.5 gap-y-0.5 text-small text-ink-2">
      {isNew && <NewBadge isAlarm />}
      {lead.handling === 'example' && <HandlingBadge handling="example" />}
      {actors.length > 0 && (
        <span className="max-w-full truncate" title={list(actors)}>
          {list(actors.slice(0, maxActors))}
          {actors.length > maxActors && ` +${actors.length - maxActors}`}
        </span>
      )}
      {isUrgent(lead.threat?.urgency) && (
        <b className="text-ink first-letter:lowercase">
          <UrgencyLabel event={lead} />
        </b>
      )}
      <Since event={lead} />
      <Casualties events={[lead]} />
      {people && (
        <span>
          {t.rich('people', {
            state: tw(`accountedFor.${people}`).toLocaleLowerCase(),
            b: (words) => <b className={people === 'yes' ? 'font-normal' : 'text-ink'}>{words}</b>,
          })}
        </span>
      )}
      <End event={lead} />
      {isOverdue(lead, now) && <OverdueLabel />}
      <VerificationLabel verification={lead.verification} />
      <span className="whitespace-nowrap">
        {grade ? (
          <>
            <GradeLabel grade={grade} />,{' '}
            {tc('independentSources', { count: independentSources(lead.sources) })}
          </>
        ) : (
          t('noSource')
        )}
      </span>
      <TlpLabel tlp={tlp} isCompact />
    </p>
  );
}

/** The end of a threat's validity. After it has passed, the label says that a decision is due. */
function End({ event }: { event: Event }) {
  const t = useTranslations('board.band');
  const { dayKey } = useFormats();
  const now = useNow();
  const until = event.threat?.validUntil;
  if (!until) return null;
  const isExpiredNow = isExpired(event, now.getTime());
  const isNear = !isDate(until) && Math.abs(startMillis(until) - now.getTime()) < nearMillis;
  const as = !isNear ? 'date' : dayKey(until) === dayKey(now) ? 'time' : 'moment';
  const when = () => <Time moment={until} as={as} className={isExpiredNow ? '' : 'font-medium text-ink'} />;
  return (
    <span className={isExpiredNow ? 'font-medium text-amber' : undefined}>
      {t.rich(isExpiredNow ? 'expired' : 'until', { when })}
    </span>
  );
}
