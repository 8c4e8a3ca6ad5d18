'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Handover } from '@/db/model/records/handover';
import { useOnce } from '../_api/use-once';
import type { Outcome } from '../_api/write';
import { useRefusalText } from '../_i18n/problems/use-refusal-text';

/** Sends one request about a handover at a time, and says what went wrong. */
export function useHandoverAction() {
  const t = useTranslations('handover.trouble');
  const refusalText = useRefusalText();
  const router = useRouter();
  const { once, isBusy } = useOnce();
  const [trouble, setTrouble] = useState<string | null>(null);

  /** The handover as it is now; null if nothing was written. */
  async function run(request: () => Promise<Outcome<Handover>>): Promise<Handover | null> {
    const outcome = await once(() => {
      setTrouble(null);
      return request();
    });
    switch (outcome?.is) {
      case 'done':
        return outcome.value;
      case 'version-conflict':
        setTrouble(t('versionConflict'));
        router.refresh();
        return null;
      case 'gone':
        setTrouble(t('gone'));
        return null;
      case 'unreachable':
        setTrouble(t('unreachable'));
        return null;
      case 'refused':
        setTrouble(await refusalText(outcome));
        return null;
      default:
        return null;
    }
  }

  return { isBusy, trouble, run };
}
