'use client';

import { useTranslations } from 'next-intl';
import { useFormats } from '../../_i18n/use-formats';
import { Button } from '../../_ui/button';

type SaveBarProps = {
  label: string;
  isSaving: boolean;
  isBlocked: boolean;
  savedAt: number | null;
  isDraftRefused: boolean;
  onSave: () => void;
  onLeave: () => void;
};

/** The save and cancel buttons, and whether a draft is kept. */
export function SaveBar({
  label,
  isSaving,
  isBlocked,
  savedAt,
  isDraftRefused,
  onSave,
  onLeave,
}: SaveBarProps) {
  const t = useTranslations('form');
  const common = useTranslations('common');
  const { time } = useFormats();
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-3 border-t border-line pt-4">
      <Button
        variant="primary"
        keys="Ctrl ⏎"
        aria-keyshortcuts="Control+Enter Meta+Enter"
        isBusy={isSaving}
        disabled={isBlocked}
        onClick={onSave}
      >
        {isSaving ? t('saving') : label}
      </Button>
      <Button onClick={onLeave}>{common('cancel')}</Button>
      <p className="text-small text-ink-2">
        {isDraftRefused ? (
          <span className="font-medium text-amber">{t('draft.refused')}</span>
        ) : (
          savedAt !== null && t('draft.kept', { time: time(new Date(savedAt)) })
        )}
      </p>
    </div>
  );
}
