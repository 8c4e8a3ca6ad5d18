'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Visit } from '@/db/model/reference';
import { createLazyComponent } from '../../_lazy/lazy-component';
import { useMayWrite } from '../../_session/viewer';
import { Button } from '../../_ui/button';

const DeleteDialog = createLazyComponent(() => import('./delete-dialog'), 'writers');

/** Deletes the visit after a reason for its history; nothing for readers who may not. */
export function DeleteVisit({ visit }: { visit: Pick<Visit, 'id' | 'version' | 'title'> }) {
  const t = useTranslations('profiles.visit');
  const mayWrite = useMayWrite();
  const [isOpen, setOpen] = useState(false);
  if (!mayWrite) return null;
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t('delete')}
      </Button>
      {isOpen && <DeleteDialog visit={visit} onClose={() => setOpen(false)} />}
    </>
  );
}
