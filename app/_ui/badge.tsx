import { useTranslations } from 'next-intl';
import type { Handling } from '@/db/model/words';

const look = 'inline-flex items-center rounded-mark px-1.5 text-[0.6875rem]/4 font-bold whitespace-nowrap';

/** A threat that arrived and has not been seen. The alarm's colour only where it presses (`isAlarm`). */
export function NewBadge({ isAlarm = false }: { isAlarm?: boolean }) {
  const t = useTranslations('common');
  return (
    <span className={`${look} border border-transparent text-paper ${isAlarm ? 'bg-alarm' : 'bg-ink'}`}>
      {t('new')}
    </span>
  );
}

/** "Example" or "Exercise" wherever such a record shows; nothing for an actual one. */
export function HandlingBadge({ handling }: { handling: Handling }) {
  const t = useTranslations('words.handlings');
  if (handling === 'actual') return null;
  return <span className={`${look} border border-edge text-ink-2`}>{t(handling)}</span>;
}
