'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useOnce } from '../_api/use-once';
import { useRefusalText } from '../_i18n/problems/use-refusal-text';
import { notify } from '../_ui/overlays/notices';
import { ReasonDialog } from '../events/_actions/reason-dialog';
import { randomKey } from '../events/_form/state/form-state';
import { undoDeletion } from '../events/_undo/send-undo';

type DialogProps = { id: string; eventRef: string; onClose: () => void };

export default function RestoreDialog({ id, eventRef, onClose }: DialogProps) {
  const t = useTranslations('event.deleted');
  const trouble = useTranslations('event.trouble');
  const undo = useTranslations('shell.undo');
  const refusalText = useRefusalText();
  const router = useRouter();
  const { once, isBusy } = useOnce();
  const [problem, setProblem] = useState<string | null>(null);
  // The key belongs to its reason: another reason is another request.
  const [attempt, setAttempt] = useState({ key: randomKey(), reason: '' });

  async function restore(reason: string): Promise<void> {
    const sent = attempt.reason === reason ? attempt : { key: randomKey(), reason };
    setAttempt(sent);
    setProblem(null);
    const result = await once(() => undoDeletion({ id, key: sent.key }, reason));
    switch (result?.is) {
      case 'done':
        notify(undo('done', { ref: eventRef }));
        router.push(`/events/${eventRef}`);
        break;
      case 'refused':
        setProblem(undo('refused', { ref: eventRef, detail: await refusalText(result) }));
        break;
      case 'unreachable':
        setProblem(trouble('unreachable'));
        break;
      case 'already':
      case 'gone':
        setProblem(undo(result.is, { ref: eventRef }));
        break;
    }
  }

  return (
    <ReasonDialog
      title={t('restoreTitle', { ref: eventRef })}
      description={t('restoreWhat')}
      label={t('restore')}
      isBusy={isBusy}
      trouble={problem}
      onSubmit={(reason) => void restore(reason)}
      onClose={onClose}
    />
  );
}
