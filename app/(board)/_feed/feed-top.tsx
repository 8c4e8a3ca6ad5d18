'use client';

import { useTranslations } from 'next-intl';
import { useFormats } from '../../_i18n/use-formats';
import { maxRows } from '../../_live/place-rows';

type FeedTopProps = {
  /** Rows that wait above the list. */
  waiting: number;
  /** The list begins at a date: with the activity before this moment (ISO). Otherwise null. */
  before: string | null;
  onNewest: () => void;
};

/** Above the list: how many rows wait, where a list of the past begins, and the way to the newest rows. */
export function FeedTop({ waiting, before, onNewest }: FeedTopProps) {
  const t = useTranslations('board.feed');
  const { moment, dayKey } = useFormats();
  const lastDay = before && moment(dayKey(new Date(Date.parse(before) - 1)));
  const count = waiting < maxRows ? t('waiting', { count: waiting }) : t('waitingMany', { count: maxRows });
  return (
    <>
      <div className="feed-top sticky z-[5] flex h-0 justify-center">
        {(waiting > 0 || before !== null) && (
          <button
            type="button"
            onClick={onNewest}
            className="mt-2 h-9 shrink-0 cursor-pointer rounded-full border border-ink bg-ink px-4 font-medium text-paper shadow-lg shadow-shade hover:bg-ink-2"
          >
            {before === null ? count : waiting > 0 ? `${t('newest')} · ${count}` : t('newest')}
          </button>
        )}
      </div>
      {lastDay && (
        <p className="border-b border-line px-5 pt-14 pb-3 text-ink-2 max-sm:px-3.5">
          {t('before', { date: lastDay })}
        </p>
      )}
    </>
  );
}
