import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Figures } from '@/db/model/board';
import type { Event } from '@/db/model/event/event';
import type { HandoverReport } from '@/db/model/handover';
import { EventRows } from '../_records/_lists/event-rows';
import { ThreatRows } from '../_records/_lists/threat-rows';
import { Section } from '../_records/section';
import { ChangeLine } from './change-line';

/** What is under threat now. */
export function ThreatsNow({ figures, active }: { figures: Figures; active: readonly Event[] }) {
  const t = useTranslations('handover');
  const { threatened } = figures;
  return (
    <Section
      title={t('threats')}
      count={threatened.length || null}
      empty={threatened.length === 0 && t('noThreats')}
    >
      <ThreatRows entries={threatened} active={active} label={t('threats')} />
    </Section>
  );
}

type Lists = Pick<HandoverReport, 'arrived' | 'changed' | 'ended' | 'lapsed' | 'retracted' | 'counts'>;

/** What is new, what changed and what ended in a period. */
export function ChangeLists({ report }: { report: Lists }) {
  const t = useTranslations('handover');
  const { arrived, changed, ended, lapsed, retracted, counts } = report;
  const changes = new Map(changed.map((one) => [one.event.id, one.changes]));
  return (
    <>
      <Records title={t('arrived')} events={arrived} total={counts.arrived} empty={t('noneArrived')} />
      <Records
        title={t('changed')}
        events={changed.map(({ event }) => event)}
        total={counts.changed}
        empty={t('noneChanged')}
        detailsOf={(event) => <ChangeLine changes={changes.get(event.id) ?? []} />}
      />
      <Records
        title={t('ended')}
        events={[...ended, ...lapsed]}
        total={counts.ended + counts.lapsed}
        empty={t('noneEnded')}
      />
      {retracted.length > 0 && (
        <Section title={t('retracted')} count={counts.retracted}>
          <ul aria-label={t('retracted')} className="record-rows">
            {retracted.map(({ id, ref, title }) => (
              <li key={id} className="flex gap-4 py-2">
                <span className="font-mono text-small text-ink-2">{ref}</span>
                <bdi className="min-w-0">{title}</bdi>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

type RecordsProps = {
  title: string;
  events: readonly Event[];
  /** How many there are, of which the list may have a part. */
  total?: number;
  /** Said in place of an empty list; without it nothing is shown. */
  empty?: string;
  detailsOf?: (event: Event) => ReactNode;
};

export function Records({ title, events, total = events.length, empty, detailsOf }: RecordsProps) {
  const t = useTranslations('handover');
  if (events.length === 0 && empty === undefined) return null;
  return (
    <Section title={title} count={total || null} empty={events.length === 0 && empty}>
      <EventRows
        events={events}
        label={title}
        details={detailsOf && new Map(events.map((event) => [event.id, detailsOf(event)]))}
      />
      {total > events.length && (
        <p className="py-2 text-ink-2">{t('more', { count: total - events.length })}</p>
      )}
    </Section>
  );
}
