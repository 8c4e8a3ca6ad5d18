'use client';

import { useTranslations } from 'next-intl';
import type { ToBeConfirmed } from '@/db/model/event/confirmation';
import { useNow } from '../../_i18n/now';
import { useFormats } from '../../_i18n/use-formats';
import { usePrincipalName } from '../../_i18n/use-principal-name';

type LabelProps = { toBeConfirmed: ToBeConfirmed | null; isShort?: boolean };

/** That a second person has to confirm what was changed: by whom, when and, where there is space, what. */
export function ConfirmationLabel({ toBeConfirmed, isShort = false }: LabelProps) {
  const sentence = useConfirmation();
  const t = useTranslations('common');
  const { timeOrMoment } = useFormats();
  const nameOf = usePrincipalName();
  const now = useNow();
  if (toBeConfirmed === null) return null;
  const { by, at } = toBeConfirmed;
  const whole = sentence(toBeConfirmed);
  return (
    <span className="font-medium text-amber" data-tip={isShort ? whole : undefined}>
      {isShort ? t('toBeConfirmedShort', { name: nameOf(by), when: timeOrMoment(at, now) }) : whole}
    </span>
  );
}

/** "To be confirmed: threat ended, by Ada, 14:02" */
export function useConfirmation(): (one: ToBeConfirmed) => string {
  const t = useTranslations('common');
  const words = useTranslations('words.secondPersonChanges');
  const { list, timeOrMoment } = useFormats();
  const nameOf = usePrincipalName();
  const now = useNow();
  return ({ by, at, changes }) => {
    const whats = [...new Set(changes.map(({ what }) => what))];
    return t('toBeConfirmed', {
      changes: list(whats.map((what) => words(what))),
      name: nameOf(by),
      when: timeOrMoment(at, now),
    });
  };
}
