'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import StartExercise from './start-exercise';

/** A quiet button that starts an exercise. */
export default function ExerciseOffer() {
  const t = useTranslations('board.exercise');
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <button
        type="button"
        onClick={() => setAsking(true)}
        className="min-h-6 cursor-pointer font-medium text-ink underline underline-offset-2"
      >
        {t('start')}
      </button>
      {isAsking && <StartExercise onClose={() => setAsking(false)} />}
    </>
  );
}
