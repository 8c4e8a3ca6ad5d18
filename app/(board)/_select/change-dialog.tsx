'use client';

import { useTranslations } from 'next-intl';
import { useDeferredValue, useMemo, useState } from 'react';
import type { Event } from '@/db/model/event/event';
import { useViewer } from '../../_session/viewer';
import { Button } from '../../_ui/button';
import { Field } from '../../_ui/inputs/field';
import { TextInput } from '../../_ui/inputs/text-input';
import { ActionDialog } from '../../_ui/overlays/action-dialog';
import { Dialog } from '../../_ui/overlays/dialog';
import { type EnteredChange, type LeftOut, patchOf, previewOf } from './change';
import { ChangeFields } from './change-fields';
import { LeftOutList } from './left-out';
import { useOperation } from './use-operation';

type ChangeDialogProps = {
  /** The selected records as they are now. */
  events: readonly Event[];
  onClose: (isDone: boolean) => void;
};

const nothing: EnteredChange = {
  field: 'verification',
  value: null,
  addedTags: '',
  removedTags: '',
  recipients: [],
};

/** Changes one property of all selected records: says what it will change, then what it has changed, and undoes it. */
export default function ChangeDialog({ events, onClose }: ChangeDialogProps) {
  const t = useTranslations('select');
  const tc = useTranslations('common');
  const who = useViewer();
  const [seen] = useState(events);
  const [entered, setEntered] = useState(nothing);
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  /** What the change that was sent left out: afterwards the changed records look like changes of somebody else. */
  const [leftOut, setLeftOut] = useState<readonly LeftOut[]>([]);
  const { stage, isBusy, trouble, change, undo } = useOperation();
  // The preview parses every record, which may take longer than a key.
  const [previewed, now] = [useDeferredValue(entered), useDeferredValue(events)];
  const preview = useMemo(() => {
    const patch = patchOf(previewed, '');
    return who && patch && previewOf(who, seen, now, patch);
  }, [who, previewed, seen, now]);

  const returnTo = () => document.querySelector<HTMLElement>('#feed h3 a[tabindex="0"]');
  const trimmed = reason.trim();

  if (stage.is === 'done') {
    const { answer, isUndone } = stage;
    const close = () => onClose(true);
    return (
      <Dialog
        isOpen
        onClose={close}
        returnTo={returnTo}
        title={t(isUndone ? 'undone' : 'done', { count: answer.changed })}
        actions={
          <>
            {!isUndone && answer.changed > 0 && (
              <Button isBusy={isBusy} onClick={undo}>
                {isBusy ? t('undoing') : t('undo')}
              </Button>
            )}
            <Button variant="primary" onClick={close}>
              {tc('close')}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-3">
          <p role="status">{t(isUndone ? 'undoneMeaning' : 'doneMeaning', { count: answer.changed })}</p>
          <LeftOutList
            leftOut={isUndone ? answer.skipped : [...leftOut, ...answer.skipped]}
            title={t('leftAlone')}
          />
          <p role="alert" className="font-medium text-amber empty:sr-only">
            {trouble}
          </p>
        </div>
      </Dialog>
    );
  }

  function submit(): void {
    setTried(true);
    const patch = patchOf(entered, trimmed);
    if (!who || !patch || trimmed === '') return;
    const sent = previewOf(who, seen, events, patch);
    if (sent.changed.length === 0) return;
    setLeftOut(sent.leftOut);
    change(sent.changed, patch, trimmed);
  }

  return (
    <ActionDialog
      title={t('changeTitle', { count: seen.length })}
      label={isBusy ? t('changing') : t('changeCount', { count: preview?.changed.length ?? 0 })}
      isBusy={isBusy}
      trouble={trouble}
      onSubmit={submit}
      onClose={() => onClose(false)}
      returnTo={returnTo}
    >
      <ChangeFields entered={entered} onChange={setEntered} isTried={isTried} />
      <Field
        label={t('reason')}
        hint={t('reasonHint')}
        error={isTried && trimmed === '' ? t('reasonNeeded') : null}
      >
        <TextInput value={reason} onChange={setReason} maxLength={500} />
      </Field>
      <div className="flex flex-col gap-2">
        <p role="status" className="font-medium">
          {isBusy
            ? t('changing')
            : preview && t('preview', { count: preview.changed.length, of: seen.length })}
        </p>
        {isBusy && <progress aria-label={t('changing')} className="w-full" />}
        {preview && !isBusy && <LeftOutList leftOut={preview.leftOut} title={t('willBeLeft')} />}
      </div>
    </ActionDialog>
  );
}
