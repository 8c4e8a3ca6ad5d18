'use client';

import { useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event/event';
import { gradeOf, strongest } from '@/db/model/event/grade';
import { independentOrigins } from '@/db/model/event/origins';
import { EvidenceLabel } from '../../_ui/labels/evidence';
import { GradeLabel } from '../../_ui/labels/grade';
import { TlpLabel } from '../../_ui/labels/tlp';
import { UserText } from '../../_ui/labels/user-text';

/** How well the record is known: verification, evidence, grade and publisher; and who may read it, if restricted. */
export function RowSource({ event }: { event: Event }) {
  const t = useTranslations('board.row');
  const tw = useTranslations('words.verifications');
  const best = strongest(event.sources);
  const grade = gradeOf(best);
  const count = independentOrigins(event.sources);
  const { verification } = event;
  return (
    <div className="row-source">
      <span
        data-tip={tw(`${verification}.meaning`)}
        className={`lowercase ${verification === 'disputed' ? 'font-medium text-amber' : ''}`}
      >
        {tw(`${verification}.word`)}
      </span>
      {best && grade ? (
        <>
          <EvidenceLabel sources={event.sources} isShort />
          <span className="row-publisher">
            <GradeLabel grade={grade} />{' '}
            <span data-tip={best.publisher} className="row-name">
              {count > 1 ? t('sources', { count }) : <UserText>{best.publisher}</UserText>}
            </span>
          </span>
        </>
      ) : (
        <span>{t('noSource')}</span>
      )}
      <TlpLabel tlp={event.tlp} isCompact isQuiet />
    </div>
  );
}
