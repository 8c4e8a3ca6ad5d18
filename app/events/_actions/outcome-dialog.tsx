'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Event } from '@/db/model/event/event';
import { targetOutcomes } from '@/db/model/words';
import { Field, FieldGroup } from '../../_ui/inputs/field';
import { Select } from '../../_ui/inputs/select';
import { TextInput } from '../../_ui/inputs/text-input';
import { Flag } from '../../_ui/labels/flag';
import { ActionDialog } from '../../_ui/overlays/action-dialog';
import { changeEvent } from '../_api/send';
import { useTargetName } from '../_record/targets';
import { useAction } from './use-action';

type Outcome = (typeof targetOutcomes)[number];
const goesOn = 'goes-on';

/** What became of each target of a threat: its outcome, or that the danger goes on. */
export default function OutcomeDialog({ event, onClose }: { event: Event; onClose: () => void }) {
  const t = useTranslations('event.end');
  const done = useTranslations('event.done');
  const words = useTranslations('words.targetOutcomes');
  const nameOf = useTargetName(event.location.country);
  const [outcomes, setOutcomes] = useState<readonly (Outcome | null)[]>(() =>
    event.targets.map(({ outcome }) => outcome),
  );
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const { isBusy, trouble, run } = useAction({ done: done('ended', { ref: event.ref }), onDone: onClose });
  const open = event.targets.flatMap(({ outcome }, index) => (outcome === null ? [index] : []));
  const isChanged = open.some((index) => outcomes[index] !== null);
  const left = outcomes.filter((outcome) => outcome === null).length;
  const last = outcomes.at(-1) ?? null;
  const choices = [
    { value: goesOn, label: t('goesOn') },
    ...targetOutcomes.map((value) => ({ value, label: words(value) })),
  ];

  function submit(): void {
    setTried(true);
    if (!isChanged || reason.trim() === '') return;
    void run(() =>
      changeEvent(event, {
        targets: event.targets.map(({ mission: _, ...target }, index) => ({
          ...target,
          outcome: outcomes[index] ?? null,
        })),
        ...(left === 0 && last !== null && { threat: { status: last, statusReason: reason.trim() } }),
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
      <FieldGroup
        label={t('outcomes')}
        error={isTried && !isChanged ? t('chooseOutcome') : null}
        hint={left === 0 ? undefined : t('stays', { count: left })}
      >
        <ul className="flex flex-col gap-1.5">
          {open.map((index) => {
            const target = event.targets[index];
            return target ? (
              <li key={index} className="grid grid-cols-[minmax(0,1fr)_11rem] items-center gap-3">
                <span className="flex min-w-0 items-center gap-2">
                  <Flag country={target.country} />
                  <span className="min-w-0 wrap-anywhere">{nameOf(target)}</span>
                </span>
                <Select
                  aria-label={t('outcomeOf', { target: nameOf(target) })}
                  choices={choices}
                  value={outcomes[index] ?? goesOn}
                  onChange={(value) =>
                    setOutcomes(
                      outcomes.map((one, at) =>
                        at === index ? (targetOutcomes.find((known) => known === value) ?? null) : one,
                      ),
                    )
                  }
                />
              </li>
            ) : null;
          })}
        </ul>
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
