'use client';

import { useTranslations } from 'next-intl';
import { Button } from '../../_ui/button';
import { Dialog } from '../../_ui/overlays/dialog';

type LeaveDialogProps = {
  /** Whether the browser keeps the draft. */
  isKept: boolean;
  onStay: () => void;
  onLeave: () => void;
  onDiscard: () => void;
};

/** Asks whether to leave a form with unsaved changes. */
export default function LeaveDialog({ isKept, onStay, onLeave, onDiscard }: LeaveDialogProps) {
  const t = useTranslations('form.leave');
  return (
    <Dialog
      isOpen
      onClose={onStay}
      title={t('title')}
      description={isKept ? t('kept') : t('lost')}
      actions={
        <>
          <Button onClick={onDiscard}>{t('discard')}</Button>
          {isKept && <Button onClick={onLeave}>{t('leave')}</Button>}
          <Button variant="primary" onClick={onStay}>
            {t('stay')}
          </Button>
        </>
      }
    >
      {null}
    </Dialog>
  );
}
