'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { Exercise } from '@/db/model/exercise';
import { setAlertedByExercises } from '../../_live/exercise-alerts';
import { useMayWrite } from '../../_session/viewer';
import { Checkbox } from '../../_ui/inputs/checkbox';
import { HandlingBadge } from '../../_ui/labels/badge';
import { hasJoined, joinExercise, leaveExercise } from './participation';
import RemoveExercise from './remove-exercise';
import { useExerciseState } from './use-exercise-state';

/** Says how far the exercise has come. Everyone may join it, which makes it alert in this browser; writers may remove it. */
export default function ExerciseBar({
  isAsking,
  onAsk,
}: {
  isAsking: boolean;
  onAsk: (isAsking: boolean) => void;
}) {
  const t = useTranslations('board.exercise');
  const mayWrite = useMayWrite();
  const exercise = useExerciseState();
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 py-1" data-print="no">
      <p>
        <HandlingBadge handling="exercise" /> {exercise ? <Progress exercise={exercise} /> : t('records')}
      </p>
      {exercise && <Joining key={exercise.id} id={exercise.id} />}
      {mayWrite && (
        <button
          type="button"
          onClick={() => onAsk(true)}
          className="min-h-6 cursor-pointer font-medium text-ink underline underline-offset-2"
        >
          {t('remove')}
        </button>
      )}
      {isAsking && <RemoveExercise onClose={() => onAsk(false)} />}
    </div>
  );
}

function Progress({ exercise: { phase, minute } }: { exercise: Exercise }) {
  const t = useTranslations('board.exercise.phases');
  return <span className="tabular-nums">{t(phase, { minute: Math.floor(minute ?? 0) })}</span>;
}

function Joining({ id }: { id: string }) {
  const t = useTranslations('board.exercise');
  const [isJoined, setJoined] = useState(() => hasJoined(id));
  useEffect(() => {
    setAlertedByExercises(isJoined);
    return () => setAlertedByExercises(false);
  }, [isJoined]);
  const change = (isOn: boolean) => {
    if (isOn) joinExercise(id);
    else leaveExercise();
    setJoined(isOn);
  };
  return (
    <Checkbox isChecked={isJoined} onChange={change}>
      {t('join')}
    </Checkbox>
  );
}
