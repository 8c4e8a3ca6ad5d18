'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Exercise } from '@/db/model/exercise';
import { throwIfSessionEnded } from '../../_session/session-end';
import { FieldGroup } from '../../_ui/inputs/field';
import { Segmented } from '../../_ui/inputs/segmented';
import { ActionDialog } from '../../_ui/overlays/action-dialog';
import { notify } from '../../_ui/overlays/notices';
import { joinExercise } from './participation';

const speeds = ['1', '2', '10'] as const;
const siegeMinutes = 10;

/** Asks for the speed, then starts an exercise. Its records arrive by the live feed. */
export default function StartExercise({ onClose }: { onClose: () => void }) {
  const t = useTranslations('board.exercise');
  const [speed, setSpeed] = useState<(typeof speeds)[number]>('1');
  const [state, setState] = useState<'asking' | 'starting' | 'failed' | 'taken'>('asking');
  const start = async () => {
    setState('starting');
    try {
      const response = await fetch('/api/exercise', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ speed: Number(speed) }),
      });
      throwIfSessionEnded(response);
      if (response.status === 422) return setState('taken');
      if (!response.ok) return setState('failed');
      const { exercise }: { exercise: Exercise } = await response.json();
      joinExercise(exercise.id);
      notify(t('started'));
      onClose();
    } catch {
      setState('failed');
    }
  };
  return (
    <ActionDialog
      onClose={onClose}
      title={t('startTitle')}
      description={t('startWhat')}
      label={t('start')}
      isBusy={state === 'starting'}
      trouble={state === 'failed' || state === 'taken' ? t(state) : null}
      onSubmit={() => void start()}
    >
      <FieldGroup label={t('length')}>
        <Segmented
          label={t('length')}
          choices={speeds.map((value) => ({
            value,
            label: t('minutes', { count: siegeMinutes / Number(value) }),
          }))}
          value={speed}
          onChange={(value) => value && setSpeed(value)}
        />
      </FieldGroup>
    </ActionDialog>
  );
}
