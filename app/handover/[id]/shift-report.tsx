'use client';

import { useTranslations } from 'next-intl';
import { isActive } from '@/db/model/event/threatened';
import type { HandoverReport } from '@/db/model/handover';
import type { Handover } from '@/db/model/records/handover';
import { RecordHeading } from '../../_records/record-heading';
import { Section } from '../../_records/section';
import { useMayWrite, useViewerId } from '../../_session/viewer';
import { dateTimeGroup } from '../../_shell/_print/date-time-group';
import { ButtonLink } from '../../_ui/button-link';
import { PrintButton } from '../../_ui/print-button';
import { AcceptButton } from '../accept-button';
import { ActionList } from '../action-list';
import { HandoverNote } from '../handover-note';
import { ChangeLists } from '../report-lists';

type ShiftReportProps = { handover: Handover; report: HandoverReport; acceptedBy: string | null };

/** The note, what is to be done, and what happened in the shift. */
export function ShiftReport({ handover, report, acceptedBy }: ShiftReportProps) {
  const t = useTranslations('handover');
  const me = useViewerId();
  const mayWrite = useMayWrite();
  const { from, to, actions } = handover;
  const isWaiting = handover.acceptedBy === null && handover.createdBy.id !== me && mayWrite;
  const active = report.arrived.filter(isActive).length;
  return (
    <>
      <RecordHeading
        title={t('shiftReport')}
        facts={
          <>
            <span className="font-mono">
              {dateTimeGroup(new Date(from))} – {dateTimeGroup(new Date(to))}
            </span>
            <span>{t('newActive', { count: active })}</span>
          </>
        }
        actions={
          <>
            <ButtonLink href="/handover">{t('title')}</ButtonLink>
            <PrintButton />
          </>
        }
      />
      <HandoverNote handover={handover} acceptedBy={acceptedBy} />
      {actions.length > 0 && (
        <Section title={t('actions')} count={actions.filter(({ doneAt }) => doneAt === null).length || null}>
          <ActionList key={handover.version} handover={handover} />
        </Section>
      )}
      {isWaiting && <AcceptButton handover={handover} />}
      {!report.isComplete && <p className="font-medium text-amber">{t('incomplete')}</p>}
      <ChangeLists report={report} />
    </>
  );
}
