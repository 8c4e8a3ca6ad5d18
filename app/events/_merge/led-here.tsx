import { useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event/event';

type LedHereProps = { event: Pick<Event, 'aliases'>; from: string | string[] | undefined };

/** Says that the reference that the user followed is that of a record merged into this one. */
export function LedHere({ event, from }: LedHereProps) {
  const t = useTranslations('event.merge');
  const ref = event.aliases.find((alias) => alias === from);
  return ref ? <p className="border-s-2 border-edge bg-sheet px-3.5 py-2.5">{t('led', { ref })}</p> : null;
}
