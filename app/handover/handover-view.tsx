'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { Figures } from '@/db/model/board';
import type { Event } from '@/db/model/event/event';
import type { HandoverReport } from '@/db/model/handover';
import type { Handover } from '@/db/model/records/handover';
import { usePrincipalName } from '../_i18n/use-principal-name';
import { RecordColumns, RecordHeading } from '../_records/record-heading';
import { Section } from '../_records/section';
import { ThreatCount } from '../_records/threat-count';
import { useMayWrite, useViewerId } from '../_session/viewer';
import { Choices } from '../_ui/choices';
import { Time } from '../_ui/labels/time';
import { TlpLabel } from '../_ui/labels/tlp';
import { linkClass } from '../_ui/link-class';
import { PrintButton } from '../_ui/print-button';
import { AcceptButton } from './accept-button';
import { ActionList } from './action-list';
import { HandoverForm } from './handover-form';
import { HandoverNote } from './handover-note';
import { periods } from './periods';
import { ChangeLists, Records, ThreatsNow } from './report-lists';

type HandoverViewProps = {
  report: HandoverReport;
  /** The chosen period; null for that since the last handover. */
  hours: number | null;
  figures: Figures;
  active: readonly Event[];
  /** The latest first. */
  handovers: readonly Handover[];
  /** The names of those who accepted them, by id. */
  names: Readonly<Record<string, string>>;
};

export function HandoverView({ report, hours, figures, active, handovers, names }: HandoverViewProps) {
  const t = useTranslations('handover');
  const mayWrite = useMayWrite();
  const me = useViewerId();
  const { latest, since } = report;
  const isWaiting = latest !== null && latest.acceptedBy === null && latest.createdBy.id !== me && mayWrite;
  const shownLatest = latest && (
    <Latest handover={latest} acceptedBy={names[latest.acceptedBy ?? ''] ?? null} isWaiting={isWaiting} />
  );
  return (
    <>
      <RecordHeading
        title={t('title')}
        facts={
          <>
            <span>{t.rich('since', { when: () => <Time moment={since} isFocusable /> })}</span>
            <ThreatCount entries={figures.threatened} />
          </>
        }
        actions={<PrintButton />}
      />
      <div data-print="no">
        <Choices
          label={t('period')}
          choices={[
            { name: t('lastHandover'), href: '/handover', isChosen: hours === null },
            ...periods.map((one) => ({
              name: one < 48 ? t('hours', { count: one }) : t('days', { count: one / 24 }),
              href: `/handover?hours=${one}`,
              isChosen: hours === one,
            })),
          ]}
        />
      </div>
      {isWaiting && shownLatest}
      {!report.isComplete && <p className="font-medium text-amber">{t('incomplete')}</p>}
      <RecordColumns
        main={
          <>
            <ThreatsNow figures={figures} active={active} />
            <ChangeLists report={report} />
            <Records title={t('toBeConfirmed')} events={report.toBeConfirmed} />
            <Records title={t('due')} events={report.dueSoon.map(({ event }) => event)} />
          </>
        }
        side={
          <>
            {!isWaiting && shownLatest}
            {mayWrite && (
              <Section title={t('handOver')}>
                <HandoverForm since={since} openActions={report.actions.map(({ text }) => text)} />
              </Section>
            )}
            <Earlier handovers={handovers} names={names} />
          </>
        }
      />
    </>
  );
}

type LatestProps = {
  handover: Handover;
  acceptedBy: string | null;
  /** Whether the reader is to accept it: then it comes first on the page. */
  isWaiting: boolean;
};

function Latest({ handover, acceptedBy, isWaiting }: LatestProps) {
  const t = useTranslations('handover');
  return (
    <Section
      title={isWaiting ? t('waiting') : t('latest')}
      more={{ href: `/handover/${handover.id}`, label: t('report') }}
    >
      <div className="flex flex-col gap-4 pt-3">
        <HandoverNote handover={handover} acceptedBy={acceptedBy} />
        {handover.actions.length > 0 && <ActionList key={handover.version} handover={handover} />}
        {isWaiting && <AcceptButton handover={handover} />}
      </div>
    </Section>
  );
}

function Earlier({ handovers, names }: Pick<HandoverViewProps, 'handovers' | 'names'>) {
  const t = useTranslations('handover');
  const nameOf = usePrincipalName();
  if (handovers.length === 0) return null;
  return (
    <Section title={t('earlier')}>
      <ul aria-label={t('earlier')} className="record-rows" data-print="no">
        {handovers.map(({ id, createdBy, to, tlp, acceptedBy }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-4 py-2">
            <Link href={`/handover/${id}`} prefetch={false} className={linkClass}>
              <Time moment={to} />
            </Link>
            <span className="text-ink-2">
              {acceptedBy === null
                ? t('fromOnly', { name: nameOf(createdBy) })
                : t('fromTo', {
                    name: nameOf(createdBy),
                    other: nameOf({ id: acceptedBy, name: names[acceptedBy] ?? '' }),
                  })}
            </span>
            <TlpLabel tlp={tlp} isCompact isQuiet />
          </li>
        ))}
      </ul>
    </Section>
  );
}
