'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { throwIfSessionEnded } from '../../_session/session-end';
import { ActionDialog } from '../../_ui/overlays/action-dialog';
import { notify } from '../../_ui/overlays/notices';

/** Asks for confirmation, then deletes every example. The board learns of it from the live feed. */
export default function RemoveExample({ onClose }: { onClose: () => void }) {
  const t = useTranslations('board.example');
  const [state, setState] = useState<'asking' | 'removing' | 'failed'>('asking');
  const isRemoved = useRef(false);
  const remove = async () => {
    setState('removing');
    try {
      const response = await fetch('/api/examples', { method: 'DELETE' });
      throwIfSessionEnded(response);
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
    <ActionDialog
      onClose={onClose}
      // The button that opened this dialog is removed with the examples.
      returnTo={() => (isRemoved.current ? document.getElementById('threats-title') : null)}
      title={t('title')}
      description={t('what')}
      label={t('remove')}
      isBusy={state === 'removing'}
      trouble={state === 'failed' ? t('failed') : null}
      onSubmit={() => void remove()}
    />
  );
}
