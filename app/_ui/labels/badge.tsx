import { useLocale, useTranslations } from 'next-intl';
import type { Handling } from '@/db/model/words';
import { exerciseWord } from '../../_i18n/exercise';

const look = 'inline-flex items-center rounded-mark px-1.5 text-[0.6875rem]/4 font-bold whitespace-nowrap';

/** Marks an event that arrived and has not been seen. Alarm-coloured only for events under threat now (`isAlarm`). */
export function NewBadge({ isAlarm = false }: { isAlarm?: boolean }) {
  const t = useTranslations('common');
  return (
    <span className={`${look} border border-transparent text-paper ${isAlarm ? 'bg-alarm' : 'bg-ink'}`}>
      {t('new')}
    </span>
  );
}

/**
 * "EXERCISE" or "Example" beside such a record; nothing for a real one. EXERCISE must come first, so that nobody
 * takes the record for real.
 */
export function HandlingBadge({ handling }: { handling: Handling }) {
  const t = useTranslations('words.handlings');
  const locale = useLocale();
  if (handling === 'actual') return null;
  const isExercise = handling === 'exercise';
  return (
    <span className={`${look} border ${isExercise ? 'border-ink text-ink' : 'border-edge text-ink-2'}`}>
      {isExercise ? exerciseWord(t('exercise'), locale) : t(handling)}
    </span>
  );
}
