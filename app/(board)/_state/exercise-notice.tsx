'use client';

import { useState } from 'react';
import { createLazyComponent } from '../../_lazy/lazy-component';
import { useMayWrite } from '../../_session/viewer';
import { useHandlings } from './use-handlings';

const ExerciseBar = createLazyComponent(() => import('./exercise-bar'));
const ExerciseOffer = createLazyComponent(() => import('./exercise-offer'), 'writers');

/** Says that the board shows an exercise and how far it has come; offers to start one on an empty board. */
export function ExerciseNotice({ isBlank }: { isBlank: boolean }) {
  const mayWrite = useMayWrite();
  const { has } = useHandlings([]);
  const [isAsking, setAsking] = useState(false);
  // The dialog stays while the last records go.
  if (has('exercise') || isAsking) return <ExerciseBar isAsking={isAsking} onAsk={setAsking} />;
  if (!isBlank || !mayWrite) return null;
  return (
    <div className="py-1" data-print="no">
      <ExerciseOffer />
    </div>
  );
}
