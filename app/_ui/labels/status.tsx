import { useTranslations } from 'next-intl';
import { isAttack, type Phase, type ThreatStatus } from '@/db/model/words';

/** A threat's status; alarm-coloured only if current. */
export function StatusLabel({ status }: { status: ThreatStatus }) {
  const t = useTranslations();
  if (status === 'current')
    return <span className="font-medium text-alarm">{t('common.currentThreat')}</span>;
  return <span>{t(`words.threatStatuses.${status}`)}</span>;
}

/** An incident's phase; alarm-coloured while its targets are under attack. */
export function PhaseLabel({ phase }: { phase: Phase }) {
  const t = useTranslations('words.phases');
  return <span className={isAttack(phase) ? 'font-medium text-alarm' : undefined}>{t(phase)}</span>;
}

/** A current threat past its review date. */
export function OverdueLabel({ isShort = false }: { isShort?: boolean }) {
  const t = useTranslations('common');
  return <span className="font-medium text-amber">{isShort ? t('overdueShort') : t('overdue')}</span>;
}

/** The validity of a severe or extreme threat has ended; it stays current until a user decides. */
export function ExpiredLabel({ isShort = false }: { isShort?: boolean }) {
  const t = useTranslations('common');
  return <span className="font-medium text-amber">{isShort ? t('expiredShort') : t('expired')}</span>;
}
