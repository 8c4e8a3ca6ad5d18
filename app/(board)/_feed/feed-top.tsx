'use client';

import { useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event/event';
import { useFormats } from '../../_i18n/use-formats';
import { isAlarming } from '../../_live/news';
import { useBoardState } from '../../_live/provider';
import { useArrivalWords } from './arrival-words';

type FeedTopProps = {
  /** Ids of the rows that wait above the list. */
  waiting: ReadonlySet<string>;
  eventOf(id: string): Event | undefined;
  /** The list begins at a date: with the activity before this moment (ISO). Otherwise null. */
  before: string | null;
  onNewest: () => void;
};

/** Above the list: what waits there, where a list of the past begins, and the way to the newest rows. */
export function FeedTop({ waiting, eventOf, before, onNewest }: FeedTopProps) {
  const t = useTranslations('board.feed');
  const { moment, dayKey } = useFormats();
  const arrivalWords = useArrivalWords();
  const { sort } = useBoardState();
  const lastDay = before && moment(dayKey(new Date(Date.parse(before) - 1)));
  const alarming = [...waiting].flatMap((id) => eventOf(id) ?? []).filter(isAlarming);
  const arrivals = waiting.size > 0 ? [arrivalWords(waiting.size, alarming)] : [];
  const words = before === null ? arrivals : [t('newest'), ...arrivals];
  const look = alarming.length > 0 ? 'border-alarm bg-alarm' : 'border-ink-2 bg-ink-2 hover:bg-ink';
  return (
    <>
      <div data-print="no" className="feed-top sticky z-[5] flex h-0 justify-center">
        {words.length > 0 && (
          <button
            type="button"
            onClick={onNewest}
            className={`mt-2 h-8 max-w-[calc(100%-2rem)] shrink-0 cursor-pointer truncate rounded-full border px-4 font-medium text-paper shadow-lg shadow-shade ${look}`}
          >
            {words.join(' · ')}
          </button>
        )}
      </div>
      {lastDay && (
        <p className="border-b border-line px-5 pt-14 pb-3 text-ink-2 max-sm:px-3.5">
          {t(sort === 'at' ? 'beforeByTime' : 'before', { date: lastDay })}
        </p>
      )}
    </>
  );
}
