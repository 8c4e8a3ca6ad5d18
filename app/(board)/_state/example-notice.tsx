'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { createLazyComponent } from '../../_lazy/lazy-component';
import { useMayWrite } from '../../_session/viewer';
import { useHandlings } from './use-handlings';

const ExerciseOffer = createLazyComponent(() => import('./exercise-offer'), 'writers');
const RemoveExample = createLazyComponent(() => import('./remove-example'));

/** Says that the board shows example records and offers to remove them all; `known` are the ids the server named. */
export function ExampleNotice({ known }: { known: readonly string[] }) {
  const t = useTranslations('board.example');
  const mayWrite = useMayWrite();
  const { has } = useHandlings(known);
  const [isAsking, setAsking] = useState(false);
  const isThere = has('example');
  if (!isThere && !isAsking) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 py-1">
      <p>{t('notice')}</p>
      {mayWrite && (
        <button
          type="button"
          onClick={() => setAsking(true)}
          className="min-h-6 cursor-pointer font-medium text-ink underline underline-offset-2"
        >
          {t('remove')}
        </button>
      )}
      {mayWrite && !has('exercise') && <ExerciseOffer />}
      {isAsking && <RemoveExample onClose={() => setAsking(false)} />}
    </div>
  );
}
