'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useOnce } from '../_api/use-once';
import { useRefusalText } from '../_i18n/problems/use-refusal-text';
import { Field } from '../_ui/inputs/field';
import { TextInput } from '../_ui/inputs/text-input';
import { ActionDialog } from '../_ui/overlays/action-dialog';
import { notify } from '../_ui/overlays/notices';
import { randomKey } from '../events/_form/state/form-state';
import { undoDeletion } from '../events/_undo/undo-deletion';

type DialogProps = { id: string; eventRef: string; onClose: () => void };

export default function RestoreDialog({ id, eventRef, onClose }: DialogProps) {
  const t = useTranslations('event.deleted');
  const trouble = useTranslations('event.trouble');
  const undo = useTranslations('shell.undo');
  const refusalText = useRefusalText();
  const router = useRouter();
  const { once, isBusy } = useOnce();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  // The key belongs to its reason: another reason is another request.
  const [attempt, setAttempt] = useState({ key: randomKey(), reason: '' });
  const given = reason.trim();

  async function restore(): Promise<void> {
    const sent = attempt.reason === given ? attempt : { key: randomKey(), reason: given };
    setAttempt(sent);
    setProblem(null);
    const result = await once(() => undoDeletion({ id, key: sent.key }, given));
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
    <ActionDialog
      title={t('restoreTitle', { ref: eventRef })}
      description={t('restoreWhat')}
      label={t('restore')}
      isBusy={isBusy}
      trouble={problem}
      onSubmit={() => {
        setTried(true);
        if (given !== '') void restore();
      }}
      onClose={onClose}
    >
      <Field label={t('reason')} error={isTried && given === '' ? t('reasonNeeded') : null}>
        <TextInput value={reason} onChange={setReason} maxLength={500} />
      </Field>
    </ActionDialog>
  );
}
