'use client';

import { useTranslations } from 'next-intl';
import type { Threatened } from '@/db/model/board';
import type { Event } from '@/db/model/event/event';
import { gradeOf, strongest } from '@/db/model/event/grade';
import type { Tlp } from '@/db/model/words';
import { useNow } from '../../_i18n/now';
import { useFormats } from '../../_i18n/use-formats';
import { usePrincipalName } from '../../_i18n/use-principal-name';
import { EvidenceLabel } from '../../_ui/labels/evidence';
import { GradeLabel } from '../../_ui/labels/grade';
import { SeverityLabel } from '../../_ui/labels/severity';
import { Time } from '../../_ui/labels/time';
import { TlpLabel } from '../../_ui/labels/tlp';
import { VerificationLabel } from '../../_ui/labels/verification';
import { useActorLabel } from '../actor-label';
import { Casualties } from '../casualties';
import { peopleOf } from './entries';

type AttackFactsProps = {
  entry: Threatened;
  /** The event that comes first. All facts shown are about it alone. */
  lead: Event;
  /** The strictest marking of the entry's events. */
  tlp: Tlp;
};

const maxActors = 2;
/** An attack without news for this long is marked. */
const quietMillis = 30 * 60_000;

/** The further lines of a mission under attack, always in the same order so that users learn where to look. */
export function AttackFacts({ entry, lead, tlp }: AttackFactsProps) {
  const { list } = useFormats();
  const actorLabel = useActorLabel();
  const actors = lead.actors.map(actorLabel);
  return (
    <p className="attack-facts">
      <People entry={entry} lead={lead} />
      <Casualties events={[lead]} />
      <SeverityLabel severity={lead.severity} isActive />
      {actors.length > 0 && (
        <span title={list(actors)} className="attack-actors">
          {list(actors.slice(0, maxActors))}
          {actors.length > maxActors && ` +${actors.length - maxActors}`}
        </span>
      )}
      <span className="lowercase">
        <VerificationLabel verification={lead.verification} />
      </span>
      <Reliability event={lead} />
      <TlpLabel tlp={tlp} isCompact isQuiet />
    </p>
  );
}

/** Who is accounted for; bold unless all are. */
function People({ entry, lead }: Pick<AttackFactsProps, 'entry' | 'lead'>) {
  const t = useTranslations('board.threats');
  const tw = useTranslations('words.accountedFor');
  const people = lead.kind === 'incident' ? peopleOf(entry, lead) : null;
  if (people === null) return null;
  const words = people === 'unknown' ? t('peopleUnknown') : tw(people).toLocaleLowerCase();
  return people === 'yes' ? <span>{words}</span> : <b className="text-ink">{words}</b>;
}

/** Grade and sources, or the author of a record without a source. */
function Reliability({ event }: { event: Event }) {
  const t = useTranslations('board.threats');
  const nameOf = usePrincipalName();
  const grade = gradeOf(strongest(event.sources));
  if (!grade) return <span>{t('unsourced', { name: nameOf(event.createdBy) })}</span>;
  return (
    <span>
      <GradeLabel grade={grade} />, <EvidenceLabel sources={event.sources} />
    </span>
  );
}

/** How long an attack has lasted, and how old its last update is: in amber once nothing was added for long. */
export function AttackTimes({ lead }: { lead: Event }) {
  const t = useTranslations('board.threats');
  const now = useNow().getTime();
  const isQuiet = now - Date.parse(lead.updatedAt) > quietMillis;
  return (
    <span className="dotted">
      <Time moment={lead.at} precision={lead.atPrecision} as="span" />
      <span className={isQuiet ? 'font-medium text-amber' : undefined}>
        {t.rich('lastUpdate', { when: () => <Time moment={lead.updatedAt} as="span" /> })}
      </span>
    </span>
  );
}
