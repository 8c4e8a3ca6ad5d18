'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Event } from '@/db/model/event/event';
import { useViewerId } from '../../_session/viewer';
import { Combobox } from '../../_ui/inputs/combobox/combobox';
import { Field } from '../../_ui/inputs/field';
import { ReasonDialog } from '../_actions/reason-dialog';
import { useAction } from '../_actions/use-action';
import { type MergedEvent, mergeEvent } from '../_api/send';
import { EventOption } from '../_form/picking/event-option';
import { randomKey } from '../_form/state/form-state';
import { offerUndo } from '../_undo/offers';
import { type Candidate, findCandidates } from './find-records';
import { MergePreview } from './merge-preview';
import { previewMerge } from './preview';
import { StaysChoice } from './stays-choice';
import { useOtherRecord } from './use-other-record';
import { useRefusalOf } from './use-refusal-of';

type MergeDialogProps = {
  event: Event;
  /** The reference of the other record, if it is known. */
  other: string | null;
  /** Opens the record that stays. */
  onMerged: (ref: string) => void;
  onClose: () => void;
};

/** Merges a record with another: which of them stays, and what the merged record will be. */
export default function MergeDialog({ event, other: given, onMerged, onClose }: MergeDialogProps) {
  const t = useTranslations('event.merge');
  const owner = useViewerId();
  const [wanted, setWanted] = useState(given);
  const [typed, setTyped] = useState('');
  const [stays, setStays] = useState<string | null>(null);
  const { other, isReading, trouble: notRead, readAgain } = useOtherRecord(wanted);
  const pair = other && inOrder(event, other, stays);
  const preview = pair && previewMerge(pair.merged, pair.into);
  const refusal = useRefusalOf(preview?.refusal ?? null);
  const { isBusy, trouble, run } = useAction<MergedEvent>({
    done: null,
    gone: t('gone'),
    onConflict: readAgain,
    onDone({ ref, operationId }) {
      if (operationId && pair)
        offerUndo({ id: pair.merged.id, ref: pair.merged.ref, into: ref, key: operationId, owner });
      onClose();
      onMerged(ref);
    },
  });
  // The key belongs to what is sent: anything else is another request.
  const [attempt, setAttempt] = useState({ key: randomKey(), body: '' });

  function submit(reason: string): void {
    if (!pair || preview?.refusal) return;
    const { merged, into } = pair;
    const body = JSON.stringify([merged.id, merged.version, into.id, into.version, reason]);
    const { key } = attempt.body === body ? attempt : { key: randomKey() };
    setAttempt({ key, body });
    void run(() => mergeEvent(merged, into, { reason, key }));
  }

  const isItself = other?.id === event.id;
  return (
    <ReasonDialog
      title={t('title', { ref: event.ref })}
      shape="wide"
      label={t('save')}
      reasonHint={t('reasonHint')}
      isBusy={isBusy || isReading}
      trouble={trouble}
      onSubmit={submit}
      onClose={onClose}
    >
      {(isTried) => (
        <>
          <Field
            label={t('other')}
            hint={t('otherHint')}
            error={notRead ?? (isItself ? refusal : isTried && wanted === null ? t('otherNeeded') : null)}
          >
            <Combobox<Candidate>
              value={other}
              onChange={(value) => {
                setWanted(value?.id ?? null);
                setStays(null);
              }}
              typed={typed}
              onTyped={setTyped}
              load={(query, signal) => findCandidates(event, query, signal)}
              findExact={(items) => (items.length === 1 ? (items[0] ?? null) : null)}
              keyOf={({ id }) => id}
              labelOf={({ ref, title }) => `${ref} ${title}`}
              renderOption={(one) => <EventOption event={one} />}
              emptyText={typed.trim() === '' ? t('noSimilar') : t('none')}
              unresolvedText={t('unresolved')}
            />
          </Field>
          {pair && !isItself && preview && (
            <>
              <StaysChoice
                records={[event, pair.other]}
                stays={pair.into.id}
                error={refusal}
                onChange={setStays}
              />
              {preview.refusal === null && <MergePreview {...pair} preview={preview} />}
            </>
          )}
        </>
      )}
    </ReasonDialog>
  );
}

/** `event` is merged into `other` unless that is refused and the other way round is possible, or the user chose. */
function inOrder(event: Event, other: Event, stays: string | null) {
  const isReversed =
    stays === null
      ? previewMerge(event, other).refusal !== null && previewMerge(other, event).refusal === null
      : stays === event.id;
  return { other, merged: isReversed ? other : event, into: isReversed ? event : other };
}
