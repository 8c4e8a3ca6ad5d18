import { useTranslations } from 'next-intl';
import type { Threatened } from '@/db/model/board';

/** "3 under threat now, 1 under attack"; says in plain ink when there is none. */
export function ThreatCount({ entries }: { entries: readonly Threatened[] }) {
  const t = useTranslations('profiles.threats');
  const attacks = entries.filter(({ underAttack }) => underAttack).length;
  if (entries.length === 0) return <span>{t('nobody')}</span>;
  return (
    <span className="font-bold text-alarm">
      {attacks === 0
        ? t('count', { count: entries.length })
        : t('countAttacks', { count: entries.length, attacks })}
    </span>
  );
}
