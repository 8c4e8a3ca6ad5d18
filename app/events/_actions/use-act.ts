'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { notify } from '../../_ui/notices';
import type { Outcome } from '../_api/send';
import { usePrincipalName } from '../_words/principal-name';

type Act = {
  isBusy: boolean;
  trouble: string | null;
  run: (request: () => Promise<Outcome | Deleted>) => Promise<void>;
};
type Deleted = { is: 'deleted' };

/**
 * One press of a button that changes a record: once at a time, and what stands in the way in words. Where
 * somebody else has changed the record the page is drawn anew, so that a second press means what is seen.
 */
export function useAct({ done, onDone }: { done: string; onDone: () => void }): Act {
  const t = useTranslations('event.trouble');
  const nameOf = usePrincipalName();
  const router = useRouter();
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const isRunning = useRef(false);

  async function run(request: () => Promise<Outcome | Deleted>): Promise<void> {
    if (isRunning.current) return;
    isRunning.current = true;
    setBusy(true);
    setTrouble(null);
    const outcome = await request();
    isRunning.current = false;
    setBusy(false);
    switch (outcome.is) {
      case 'done':
      case 'deleted':
        notify(done);
        onDone();
        router.refresh();
        break;
      case 'moved-on':
        setTrouble(t('movedOn', { name: nameOf(outcome.current.updatedBy) }));
        router.refresh();
        break;
      case 'gone':
        setTrouble(t('gone'));
        break;
      case 'unreachable':
        setTrouble(t('unreachable'));
        break;
      case 'invalid':
      case 'refused':
        setTrouble(t('refused', { detail: outcome.detail }));
        break;
    }
  }

  return { isBusy, trouble, run };
}
