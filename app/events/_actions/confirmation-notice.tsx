'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Event } from '@/db/model/event/event';
import { createLazyComponent } from '../../_lazy/lazy-component';
import { useMayWrite } from '../../_session/viewer';
import { Button } from '../../_ui/button';
import { useConfirmation } from '../../_ui/labels/confirmation';
import { useConfirm } from './use-confirm';
import { useIsOwn } from './use-is-own';

const RevertDialog = createLazyComponent(() => import('./revert-dialog'), 'writers');

/** What of a record a second person has to confirm, and the actions with which they do so. */
export function ConfirmationNotice({ event }: { event: Event }) {
  const t = useTranslations('event.confirmation');
  const sentence = useConfirmation();
  const mayWrite = useMayWrite();
  const isOwn = useIsOwn(event);
  const { isBusy, trouble, confirm } = useConfirm(event);
  const [isReverting, setReverting] = useState(false);
  if (event.toBeConfirmed === null) return null;
  return (
    <section
      aria-label={t('title')}
      className="flex flex-col gap-2 border-s-2 border-amber bg-sheet px-3.5 py-2.5"
    >
      <p className="font-medium wrap-anywhere">{sentence(event.toBeConfirmed)}</p>
      {mayWrite && (
        <>
          {isOwn && <p className="text-ink-2">{t('own')}</p>}
          <div className="flex flex-wrap gap-2" data-print="no">
            {!isOwn && (
              <Button size="small" variant="primary" isBusy={isBusy} onClick={() => void confirm()}>
                {t('confirm')}
              </Button>
            )}
            <Button size="small" aria-haspopup="dialog" onClick={() => setReverting(true)}>
              {t('revert')}
            </Button>
          </div>
          <p role="alert" className="font-medium text-amber empty:sr-only">
            {trouble}
          </p>
          {isReverting && <RevertDialog event={event} onClose={() => setReverting(false)} />}
        </>
      )}
    </section>
  );
}
