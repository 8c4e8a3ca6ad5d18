'use client';

import { useTranslations } from 'next-intl';
import { Button } from '../../_ui/button';
import { Dialog } from '../../_ui/overlays/dialog';
import { reachableField } from './error-summary';

type RedDialogProps = {
  onSave: () => void;
  onClose: () => void;
};

/** Asks once before saving a red record without recipients, which only its creator would see. */
export default function RedDialog({ onSave, onClose }: RedDialogProps) {
  const t = useTranslations('form.redAsk');
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('title')}
      returnTo={() => reachableField('recipients')}
      actions={
        <>
          <Button onClick={onClose}>{t('recipients')}</Button>
          <Button variant="primary" onClick={onSave}>
            {t('save')}
          </Button>
        </>
      }
    >
      <p>{t('what')}</p>
    </Dialog>
  );
}
