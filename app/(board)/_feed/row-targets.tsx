'use client';

import { useTranslations } from 'next-intl';
import type { Target } from '@/db/model/event';
import { useFormats, useTypeName } from '../../_i18n/use-formats';
import { Flag } from '../../_ui/flag';

const mostShown = 6;

/** Each targeted country with its flag, and once for each run of one type that type's word. */
export function RowTargets({ targets }: { targets: readonly Target[] }) {
  const t = useTranslations('board.row');
  const typeName = useTypeName();
  const { country: nameOf } = useFormats();
  const shown = targets.slice(0, mostShown);
  return (
    <>
      {shown.map((target, index) => {
        const type = target.mission?.type ?? target.type;
        const next = shown[index + 1];
        const isLast = !next || (next.mission?.type ?? next.type) !== type;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: several targets may be alike, and they have no id.
          <span key={index} className="inline-flex items-center gap-1.5">
            <Flag country={target.country} size="small" />
            <span className={target.outcome ? 'line-through decoration-ink-3' : undefined}>
              {nameOf(target.country)}
            </span>
            {isLast && <span className="text-ink-3">{typeName(type)}</span>}
          </span>
        );
      })}
      {targets.length > mostShown && <span>{t('moreTargets', { count: targets.length - mostShown })}</span>}
    </>
  );
}
