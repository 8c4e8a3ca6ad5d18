'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Event } from '@/db/model/event/event';
import { targetOutcomes } from '@/db/model/words';
import { Checkbox } from '../../_ui/inputs/checkbox';
import { Field, FieldGroup } from '../../_ui/inputs/field';
import { TextInput } from '../../_ui/inputs/text-input';
import { Flag } from '../../_ui/labels/flag';
import { ActionDialog } from '../../_ui/overlays/action-dialog';
import { changeEvent } from '../_api/send';
import { useTargetName } from '../_record/targets';
import { useAction } from './use-action';

type Outcome = (typeof targetOutcomes)[number];

/**
 * Ends a threat for some or all of its targets; the others stay under threat. With several targets none is
 * preselected, so that the user considers each.
 */
export default function EndDialog({ event, onClose }: { event: Event; onClose: () => void }) {
  const t = useTranslations('event.end');
  const done = useTranslations('event.done');
  const words = useTranslations('words.targetOutcomes');
  const nameOf = useTargetName(event.location.country);
  const open = event.targets.flatMap(({ outcome }, index) => (outcome === null ? [index] : []));
  const [ticked, setTicked] = useState<readonly number[]>([]);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const { isBusy, trouble, run } = useAction({ done: done('ended', { ref: event.ref }), onDone: onClose });
  const chosen = open.length === 1 ? open : open.filter((index) => ticked.includes(index));
  const isAll = chosen.length === open.length;

  function submit(): void {
    setTried(true);
    if (outcome === null || reason.trim() === '' || (chosen.length === 0 && open.length > 0)) return;
    void run(() =>
      changeEvent(event, {
        targets: event.targets.map(({ mission: _, ...target }, index) =>
          chosen.includes(index) ? { ...target, outcome } : target,
        ),
        ...(isAll && { threat: { status: outcome, statusReason: reason.trim() } }),
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
      {open.length > 1 && (
        <FieldGroup
          label={t('targets')}
          error={isTried && chosen.length === 0 ? t('chooseTarget') : null}
          hint={isAll ? undefined : t('stays', { count: open.length - chosen.length })}
        >
          {event.targets.map((target, index) =>
            target.outcome === null ? (
              <Checkbox
                // biome-ignore lint/suspicious/noArrayIndexKey: a target has no id, only its index.
                key={index}
                isChecked={ticked.includes(index)}
                onChange={(isChecked) =>
                  setTicked((before) =>
                    isChecked ? [...before, index] : before.filter((one) => one !== index),
                  )
                }
              >
                <Flag country={target.country} />
                {nameOf(target)}
              </Checkbox>
            ) : null,
          )}
        </FieldGroup>
      )}
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
