'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Event } from '@/db/model/event/event';
import { useOnce } from '../../_api/use-once';
import type { Outcome } from '../../_api/write';
import { useExercise } from '../../_i18n/exercise';
import { useRefusalText } from '../../_i18n/problems/use-refusal-text';
import { usePrincipalName } from '../../_i18n/use-principal-name';
import { notify } from '../../_ui/overlays/notices';

type Act<T> = {
  isBusy: boolean;
  trouble: string | null;
  run: (request: () => Promise<Outcome<T>>) => Promise<void>;
};

type ActionProps<T> = {
  /** The notice of success; null for none. */
  done: string | null;
  onDone: (value: T) => void;
  /** What to say if the record is gone. */
  gone?: string;
  onConflict?: () => void;
};

/**
 * Runs one change of a record at a time and translates its errors. If another user has changed the record, the page
 * is refreshed, so that a second click applies to what is shown.
 */
export function useAction<T extends Event | null = Event | null>({
  done,
  onDone,
  gone,
  onConflict,
}: ActionProps<T>): Act<T> {
  const t = useTranslations('event.trouble');
  const refusalText = useRefusalText();
  const marked = useExercise();
  const nameOf = usePrincipalName();
  const router = useRouter();
  const { once, isBusy } = useOnce();
  const [trouble, setTrouble] = useState<string | null>(null);

  async function run(request: () => Promise<Outcome<T>>): Promise<void> {
    const outcome = await once(() => {
      setTrouble(null);
      return request();
    });
    switch (outcome?.is) {
      case 'done':
        if (done !== null) notify(outcome.value ? marked(outcome.value.handling, done) : done);
        onDone(outcome.value);
        router.refresh();
        break;
      case 'version-conflict':
        if (outcome.current) setTrouble(t('versionConflict', { name: nameOf(outcome.current.updatedBy) }));
        onConflict?.();
        router.refresh();
        break;
      case 'gone':
        setTrouble(gone ?? t('gone'));
        break;
      case 'unreachable':
        setTrouble(t('unreachable'));
        break;
      case 'refused':
        setTrouble(t('refused', { detail: await refusalText(outcome) }));
        break;
    }
  }

  return { isBusy, trouble, run };
}
