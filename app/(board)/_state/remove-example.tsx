'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { refuseEnded } from '../../_session/ended';
import { Button } from '../../_ui/button';
import { Dialog } from '../../_ui/dialog';
import { notify } from '../../_ui/notices';

/** Asks once, then deletes every example; the board hears of it from the feed, as everybody's does. */
export default function RemoveExample({ onClose }: { onClose: () => void }) {
  const t = useTranslations('board.example');
  const tc = useTranslations('common');
  const [state, setState] = useState<'asking' | 'removing' | 'failed'>('asking');
  const isRemoved = useRef(false);
  const remove = async () => {
    setState('removing');
    try {
      const response = await fetch('/api/examples', { method: 'DELETE' });
      refuseEnded(response);
      if (!response.ok) return setState('failed');
      const { removed }: { removed: number } = await response.json();
      isRemoved.current = true;
      notify(t('removed', { count: removed }));
      onClose();
    } catch {
      setState('failed');
    }
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      // The button that asked goes with the examples.
      returnTo={() => (isRemoved.current ? document.getElementById('band-title') : null)}
      title={t('title')}
      description={t('what')}
      actions={
        <>
          <Button onClick={onClose}>{tc('cancel')}</Button>
          <Button variant="primary" isBusy={state === 'removing'} onClick={() => void remove()}>
            {t('remove')}
          </Button>
        </>
      }
    >
      {state === 'failed' && (
        <p role="alert" className="font-medium text-amber">
          {t('failed')}
        </p>
      )}
    </Dialog>
  );
}
