'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { createLazyComponent } from '../_lazy/lazy-component';
import { Button } from '../_ui/button';

const RestoreDialog = createLazyComponent(() => import('./restore-dialog'), 'writers');

/** Restores a deleted record; asks for a reason for its history. */
export function RestoreButton({ id, eventRef }: { id: string; eventRef: string }) {
  const t = useTranslations('event.deleted');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        aria-haspopup="dialog"
        aria-label={t('restoreNamed', { ref: eventRef })}
        onClick={() => setOpen(true)}
      >
        {t('restore')}
      </Button>
      {isOpen && <RestoreDialog id={id} eventRef={eventRef} onClose={() => setOpen(false)} />}
    </>
  );
}
