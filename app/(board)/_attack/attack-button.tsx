'use client';

import { useTranslations } from 'next-intl';
import { useKeys } from '../../_shell/_shortcuts/use-keys';
import { Keys } from '../../_ui/button';
import { useAttackStep } from './use-attacks';

/** How many missions are under attack. It opens the pages of the attacks one after the other, like its key. */
export function AttackButton({ count }: { count: number }) {
  const t = useTranslations('board');
  const step = useAttackStep();
  useKeys({ a: step });
  return (
    <button
      type="button"
      id="attacks"
      onClick={step}
      data-tip={t('attack.open')}
      className="inline-flex cursor-pointer items-baseline gap-1.5 font-bold text-alarm"
    >
      <span className="underline underline-offset-2">{t('threats.attacked', { count })}</span>
      <Keys keys="a" />
    </button>
  );
}
