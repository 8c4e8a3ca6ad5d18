import { useTranslations } from 'next-intl';
import type { Phase, ThreatStatus } from '@/db/model/words';

/** A threat's status in words: the alarm's colour for a current one alone. */
export function StatusLabel({ status }: { status: ThreatStatus }) {
  const t = useTranslations();
  if (status === 'current')
    return <span className="font-medium text-alarm">{t('common.currentThreat')}</span>;
  return <span>{t(`words.threatStatuses.${status}`)}</span>;
}

/** An incident's phase in words: the alarm's colour while it goes on. */
export function PhaseLabel({ phase }: { phase: Phase }) {
  const t = useTranslations('words.phases');
  return <span className={phase === 'ongoing' ? 'font-medium text-alarm' : undefined}>{t(phase)}</span>;
}

/** A current threat past its review date: it asks for attention. */
export function OverdueLabel({ isShort = false }: { isShort?: boolean }) {
  const t = useTranslations('common');
  return <span className="font-medium text-amber">{isShort ? t('overdueShort') : t('overdue')}</span>;
}

/** The validity of a severe or extreme threat has ended: it stays until a person decides. */
export function ExpiredLabel({ isShort = false }: { isShort?: boolean }) {
  const t = useTranslations('common');
  return <span className="font-medium text-amber">{isShort ? t('expiredShort') : t('expired')}</span>;
}
