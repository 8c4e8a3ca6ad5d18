'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Event } from '@/db/model/event/event';
import { targetOutcomes } from '@/db/model/words';
import { Field, FieldGroup } from '../../_ui/inputs/field';
import { TextInput } from '../../_ui/inputs/text-input';
import { ActionDialog } from '../../_ui/overlays/action-dialog';
import { changeEvent } from '../_api/send';
import { useAction } from './use-action';

type Outcome = (typeof targetOutcomes)[number];

/** Ends a threat against one target. For several, `OutcomeDialog` asks for the outcome of each. */
export default function EndDialog({ event, onClose }: { event: Event; onClose: () => void }) {
  const t = useTranslations('event.end');
  const done = useTranslations('event.done');
  const words = useTranslations('words.targetOutcomes');
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const { isBusy, trouble, run } = useAction({ done: done('ended', { ref: event.ref }), onDone: onClose });

  function submit(): void {
    setTried(true);
    if (outcome === null || reason.trim() === '') return;
    void run(() =>
      changeEvent(event, {
        targets: event.targets.map(({ mission: _, ...target }) => ({
          ...target,
          outcome: target.outcome ?? outcome,
        })),
        threat: { status: outcome, statusReason: reason.trim() },
        reason: reason.trim(),
      }),
    );
  }

  return (
    <ActionDialog
      title={t('title')}
      label={t('save')}
      isBusy={isBusy}
      trouble={trouble}
      onSubmit={submit}
      onClose={onClose}
    >
      <FieldGroup label={t('outcome')} error={isTried && outcome === null ? t('chooseOutcome') : null}>
        {targetOutcomes.map((value) => (
          <label
            key={value}
            className="flex min-h-8 cursor-pointer items-baseline gap-3 rounded-control px-1 py-1 hover:bg-raise"
          >
            <input
              type="radio"
              name="outcome"
              value={value}
              checked={outcome === value}
              onChange={() => setOutcome(value)}
              className="size-[0.9375rem] shrink-0 translate-y-0.5 cursor-pointer accent-ink"
            />
            <span className="w-28 shrink-0 font-medium">{words(value)}</span>
            <span className="text-ink-2">{t(`meanings.${value}`)}</span>
          </label>
        ))}
      </FieldGroup>
      <Field
        label={t('reason')}
        hint={t('reasonHint')}
        error={isTried && reason.trim() === '' ? t('reasonNeeded') : null}
      >
        <TextInput value={reason} onChange={setReason} maxLength={500} />
      </Field>
    </ActionDialog>
  );
}
