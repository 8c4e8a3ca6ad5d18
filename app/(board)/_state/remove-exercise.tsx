'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { throwIfSessionEnded } from '../../_session/session-end';
import { ActionDialog } from '../../_ui/overlays/action-dialog';
import { notify } from '../../_ui/overlays/notices';

/** Asks for confirmation, then stops the exercise and deletes its records. The board learns of it from the live feed. */
export default function RemoveExercise({ onClose }: { onClose: () => void }) {
  const t = useTranslations('board.exercise');
  const [state, setState] = useState<'asking' | 'removing' | 'removeFailed'>('asking');
  const isRemoved = useRef(false);
  const remove = async () => {
    setState('removing');
    try {
      const response = await fetch('/api/exercise', { method: 'DELETE' });
      throwIfSessionEnded(response);
      if (!response.ok) return setState('removeFailed');
      const { removed }: { removed: number } = await response.json();
      isRemoved.current = true;
      notify(t('removed', { count: removed }));
      onClose();
    } catch {
      setState('removeFailed');
    }
  };
  return (
    <ActionDialog
      onClose={onClose}
      // The button that opened this dialog is removed with the exercise.
      returnTo={() => (isRemoved.current ? document.getElementById('threats-title') : null)}
      title={t('removeTitle')}
      description={t('removeWhat')}
      label={t('remove')}
      isBusy={state === 'removing'}
      trouble={state === 'removeFailed' ? t('removeFailed') : null}
      onSubmit={() => void remove()}
    />
  );
}
