'use client';

import { useTranslations } from 'next-intl';
import { useNow } from '../../_i18n/now';
import { useFormats } from '../../_i18n/use-formats';
import { useBoardState } from '../../_live/provider';
import { Time } from '../../_ui/labels/time';

type LastRecordProps = {
  className?: string;
  /** Only the time, for the header; the words are for assistive technology. */
  isShort?: boolean;
};

/** When the last record was logged or changed. A board without news can thus be told from one that receives nothing. */
export function LastRecord({ className, isShort = false }: LastRecordProps) {
  const t = useTranslations('board.threats');
  const { lastAt } = useBoardState();
  const { dayKey } = useFormats();
  const now = useNow();
  if (lastAt === null) return <span className={className}>{t('noRecord')}</span>;
  const as = dayKey(lastAt) === dayKey(now) ? 'time' : 'date';
  if (isShort) {
    return (
      <span className={className}>
        <span className="sr-only">
          {t.rich('lastRecord', { when: () => <Time moment={lastAt} as={as} /> })}
        </span>
        <span aria-hidden>
          <Time moment={lastAt} as={as} />
        </span>
      </span>
    );
  }
  return (
    <span className={className}>
      {t.rich('lastRecord', { when: () => <Time moment={lastAt} as={as} /> })}
    </span>
  );
}
