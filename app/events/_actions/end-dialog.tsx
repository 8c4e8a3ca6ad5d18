'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Event } from '@/db/model/event/event';
import { targetOutcomes } from '@/db/model/words';
import { FieldGroup } from '../../_ui/inputs/field';
import { changeEvent } from '../_api/send';
import { type Outcome, OutcomeOfTarget, type OutcomeProps } from './outcome-of-target';
import { ReasonDialog } from './reason-dialog';
import { useAction } from './use-action';

/** What became of each target of a threat: its outcome, or that the danger goes on where there are several. */
export default function EndDialog({ event, onClose }: { event: Event; onClose: () => void }) {
  const t = useTranslations('event.end');
  const done = useTranslations('event.done');
  const [outcomes, setOutcomes] = useState<readonly (Outcome | null)[]>(() =>
    event.targets.map(({ outcome }) => outcome),
  );
  const { isBusy, trouble, run } = useAction({ done: done('ended', { ref: event.ref }), onDone: onClose });
  const open = event.targets.flatMap(({ outcome }, index) => (outcome === null ? [index] : []));
  const isSeveral = open.length > 1;
  const chosen = open.map((index) => outcomes[index] ?? null);
  const isChanged = chosen.some((outcome) => outcome !== null);
  const left = outcomes.filter((outcome) => outcome === null).length;
  const status = (isSeveral ? outcomes.at(-1) : chosen[0]) ?? null;
  const setOf = (index: number | undefined, outcome: Outcome | null) =>
    setOutcomes(outcomes.map((one, at) => (at === index ? outcome : one)));

  function submit(reason: string): void {
    if (!isChanged) return;
    void run(() =>
      changeEvent(event, {
        targets: event.targets.map(({ mission: _, ...target }, index) => ({
          ...target,
          outcome: outcomes[index] ?? null,
        })),
        ...(left === 0 && status !== null && { threat: { status, statusReason: reason } }),
        reason,
      }),
    );
  }

  const errorOf = (isTried: boolean) => (isTried && !isChanged ? t('chooseOutcome') : null);
  return (
    <ReasonDialog
      title={t('title')}
      label={t('save')}
      reasonHint={t('reasonHint')}
      isBusy={isBusy}
      trouble={trouble}
      onSubmit={submit}
      onClose={onClose}
    >
      {(isTried) =>
        isSeveral ? (
          <FieldGroup
            label={t('outcomes')}
            error={errorOf(isTried)}
            hint={left === 0 ? undefined : t('stays', { count: left })}
          >
            <ul className="flex flex-col gap-1.5">
              {open.map((index) => (
                <OutcomeOfTarget
                  key={index}
                  event={event}
                  index={index}
                  outcome={outcomes[index] ?? null}
                  onChange={(outcome) => setOf(index, outcome)}
                />
              ))}
            </ul>
          </FieldGroup>
        ) : (
          <FieldGroup label={t('outcome')} error={errorOf(isTried)}>
            <OutcomeRadios outcome={chosen[0] ?? null} onChange={(outcome) => setOf(open[0], outcome)} />
          </FieldGroup>
        )
      }
    </ReasonDialog>
  );
}

function OutcomeRadios({ outcome, onChange }: OutcomeProps) {
  const t = useTranslations('event.end');
  const words = useTranslations('words.targetOutcomes');
  return targetOutcomes.map((value) => (
    <label
      key={value}
      className="flex min-h-8 cursor-pointer items-baseline gap-3 rounded-control px-1 py-1 hover:bg-raise"
    >
      <input
        type="radio"
        name="outcome"
        value={value}
        checked={outcome === value}
        onChange={() => onChange(value)}
        className="size-[0.9375rem] shrink-0 translate-y-0.5 cursor-pointer accent-ink"
      />
      <span className="w-28 shrink-0 font-medium">{words(value)}</span>
      <span className="text-ink-2">{t(`meanings.${value}`)}</span>
    </label>
  ));
}
