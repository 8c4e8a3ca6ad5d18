import { useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event/event';
import { lacksOrigins } from '@/db/model/event/origins';
import { isActive as isActiveEvent } from '@/db/model/event/threatened';
import type { HistoryItem } from '@/db/model/reference';
import { isAttack } from '@/db/model/words';
import { HandlingBadge } from '../../_ui/labels/badge';
import { EvidenceLabel } from '../../_ui/labels/evidence';
import { KindMark } from '../../_ui/labels/kind-mark';
import { SeverityLabel, UnderAttackLabel } from '../../_ui/labels/severity';
import { OverdueLabel, PhaseLabel, StatusLabel } from '../../_ui/labels/status';
import { TlpLabel } from '../../_ui/labels/tlp';
import { UserText } from '../../_ui/labels/user-text';
import { VerificationLabel } from '../../_ui/labels/verification';
import { EventFacts } from './event-facts';
import { ExpiryLabel } from './expiry-label';
import { IncidentFacts } from './incident-facts';
import { Judgement } from './judgement';
import type { Linked } from './links';
import { Marking } from './marking';
import { Sources } from './sources';
import { type NamedVisit, Targets } from './targets';
import { ThreatFacts } from './threat-facts';

type RecordProps = {
  event: Event;
  /** Linked events by id; links to others show no reference. */
  linked?: Readonly<Record<string, Linked>>;
  /** Visits of the targets, by id. */
  visits?: Readonly<Record<string, NamedVisit>>;
  /** Names of the recipients by id; null shows only their number. */
  people?: Readonly<Record<string, string>> | null;
  /** The heading level of the title: 1 if the record is the page. */
  level?: 1 | 2;
  isOverdue?: boolean;
  /** The version that set the verification. */
  judgement?: HistoryItem | null;
};

/**
 * All facts of an event, on a page or beside a list, on the server and in the browser. Needs the messages of `event`.
 */
export function Record({
  event,
  linked = {},
  visits = {},
  people = null,
  level = 2,
  isOverdue = false,
  judgement = null,
}: RecordProps) {
  const t = useTranslations('event.record');
  const parts = level === 1 ? 2 : 3;
  return (
    <article className="flex flex-col gap-4" data-event={event.id}>
      <Head event={event} level={level} isOverdue={isOverdue} />
      {judgement && <Judgement item={judgement} />}
      {event.verification === 'corroborated' && lacksOrigins(event.sources) && (
        <p className="font-medium text-amber">{t('lacksOrigins')}</p>
      )}
      {event.summary !== '' && <p className="max-w-prose whitespace-pre-line">{event.summary}</p>}
      <Targets event={event} visits={visits} level={parts} />
      <EventFacts event={event} level={parts} />
      {event.incident && (
        <IncidentFacts event={event} incident={event.incident} linked={linked} level={parts} />
      )}
      {event.threat && <ThreatFacts event={event} threat={event.threat} linked={linked} level={parts} />}
      <Sources sources={event.sources} level={parts} />
      <Marking event={event} people={people} level={parts} />
    </article>
  );
}

function Head({ event, level, isOverdue }: Required<Pick<RecordProps, 'event' | 'level' | 'isOverdue'>>) {
  const t = useTranslations('words');
  const isActive = isActiveEvent(event);
  const Title = level === 1 ? 'h1' : 'h2';
  return (
    <header className="flex flex-col gap-2">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-2">
        <HandlingBadge handling={event.handling} />
        <span className="inline-flex items-center gap-2">
          <KindMark kind={event.kind} isAlarm={isActive} isNamed={false} />
          {t(`kinds.${event.kind}`)}
        </span>
        <span className="font-mono text-small">{event.ref}</span>
        <TlpLabel tlp={event.tlp} />
      </p>
      <Title className={`font-bold text-balance ${level === 1 ? 'text-figure' : 'text-title'}`}>
        <UserText>{event.title}</UserText>
      </Title>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {isAttack(event.incident?.phase) && <UnderAttackLabel />}
        <SeverityLabel severity={event.severity} isActive={isActive} />
        {event.incident && <PhaseLabel phase={event.incident.phase} />}
        {event.threat && <StatusLabel status={event.threat.status} />}
        <ExpiryLabel event={event} />
        {isOverdue && <OverdueLabel />}
        <VerificationLabel verification={event.verification} />
        <EvidenceLabel sources={event.sources} />
      </p>
    </header>
  );
}
