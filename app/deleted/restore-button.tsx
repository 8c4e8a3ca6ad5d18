'use client';

import { useTranslations } from 'next-intl';
import { lazy, Suspense, useState } from 'react';
import { Button } from '../_ui/button';

const RestoreDialog = lazy(() => import('./restore-dialog'));

/** Restores a deleted record, with a reason that its history keeps. */
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
      {isOpen && (
        <Suspense>
          <RestoreDialog id={id} eventRef={eventRef} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
