'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import * as z from 'zod';
import type { Visit } from '@/db/model/reference';
import { useOnce } from '../../_api/use-once';
import { ifMatch, write } from '../../_api/write';
import { useProblemText } from '../../_i18n/problems/use-problem-text';
import { Field } from '../../_ui/inputs/field';
import { TextInput } from '../../_ui/inputs/text-input';
import { ActionDialog } from '../../_ui/overlays/action-dialog';
import { notify } from '../../_ui/overlays/notices';

type DeleteDialogProps = { visit: Pick<Visit, 'id' | 'version' | 'title'>; onClose: () => void };

/** Asks for a reason, and deletes the visit. One that a record names stays. */
export default function DeleteDialog({ visit, onClose }: DeleteDialogProps) {
  const t = useTranslations('profiles.visit');
  const router = useRouter();
  const { once, isBusy } = useOnce();
  const textOf = useProblemText();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  async function submit(): Promise<void> {
    setTried(true);
    if (reason.trim() === '') return;
    const request = {
      method: 'DELETE' as const,
      path: `/api/visits/${visit.id}`,
      headers: ifMatch(visit),
      body: JSON.stringify({ reason: reason.trim() }),
    };
    const outcome = await once(() => write(request, z.null()));
    if (outcome === null) return;
    if (outcome.is === 'done' || outcome.is === 'gone') {
      notify(t('deleted', { title: visit.title }));
      router.push('/visits');
    } else if (outcome.is === 'refused') setTrouble(textOf(outcome.errors[0] ?? outcome));
    else setTrouble(t(outcome.is));
  }

  return (
    <ActionDialog
      title={t('deleteTitle', { title: visit.title })}
      description={t('deleteWhat')}
      label={t('delete')}
      isDanger
      isBusy={isBusy}
      trouble={trouble}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Field label={t('reason')} error={isTried && reason.trim() === '' ? t('reasonNeeded') : null}>
        <TextInput value={reason} onChange={setReason} maxLength={500} />
      </Field>
    </ActionDialog>
  );
}
