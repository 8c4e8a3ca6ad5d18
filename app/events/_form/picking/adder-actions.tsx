'use client';

import { useTranslations } from 'next-intl';
import { Button } from '../../../_ui/button';

type AdderActionsProps = {
  /** The reason for a failure. */
  trouble: string | null;
  label: string;
  isBusy: boolean;
  isDisabled: boolean;
  onAdd: () => void;
  onCancel: () => void;
};

/** The error message and buttons of an adder. */
export function AdderActions({ trouble, label, isBusy, isDisabled, onAdd, onCancel }: AdderActionsProps) {
  const t = useTranslations('common');
  return (
    <>
      <p role="status" className="text-small font-medium text-amber empty:hidden">
        {trouble}
      </p>
      <div className="flex gap-2">
        <Button variant="primary" size="small" isBusy={isBusy} disabled={isDisabled} onClick={onAdd}>
          {label}
        </Button>
        <Button size="small" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </>
  );
}
