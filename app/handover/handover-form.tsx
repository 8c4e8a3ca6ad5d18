'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, type KeyboardEvent, useEffect, useState } from 'react';
import { isStricter } from '@/db/model/access/visible';
import { handoverTlps } from '@/db/model/records/handover';
import { useClearance, useViewerId } from '../_session/viewer';
import { Button } from '../_ui/button';
import { Field } from '../_ui/inputs/field';
import { Select } from '../_ui/inputs/select';
import { Textarea } from '../_ui/inputs/textarea';
import { notify } from '../_ui/overlays/notices';
import { randomKey } from '../events/_form/state/form-state';
import { createHandover } from './send';
import { readStoredNote, type StoredNote, storeNote } from './stored-note';
import { useHandoverAction } from './use-handover-action';

/** `since` is when the shift began, `openActions` what the last handover leaves to be done. */
type HandoverFormProps = { since: string; openActions: readonly string[] };

/** Ends the shift: a note and what is to be done, one action in each line. What was typed is kept in the browser. */
export function HandoverForm({ since, openActions }: HandoverFormProps) {
  const t = useTranslations('handover');
  const router = useRouter();
  const owner = useViewerId();
  const clearance = useClearance();
  const choices = handoverTlps.filter((tlp) => !isStricter(tlp, clearance));
  const [note, setNote] = useState('');
  /** Null until somebody types: then what the last handover leaves follows what is done of it. */
  const [typedActions, setActions] = useState<string | null>(null);
  const actions = typedActions ?? openActions.join('\n');
  const [tlp, setTlp] = useState(choices.findLast((one) => !isStricter(one, 'amber')) ?? 'clear');
  const [attempt, setAttempt] = useState({ key: randomKey(), to: '', body: '' });
  const { isBusy, trouble, run } = useHandoverAction();

  useEffect(() => {
    const kept = readStoredNote(owner);
    if (kept === null) return;
    setNote(kept.note);
    setActions(kept.actions);
  }, [owner]);

  function change(typed: StoredNote): void {
    setNote(typed.note);
    setActions(typed.actions);
    storeNote(owner, typed);
  }

  async function submit(event?: FormEvent): Promise<void> {
    event?.preventDefault();
    const lines = actions.split('\n').filter((line) => line.trim() !== '');
    const typed = { from: since, note, tlp, actions: lines.map((text) => ({ text })) };
    const body = JSON.stringify(typed);
    // The same key for a retry of the same text, with the time of its first attempt.
    const sent = attempt.body === body ? attempt : { key: randomKey(), to: new Date().toISOString(), body };
    setAttempt(sent);
    const made = await run(() => createHandover({ ...typed, to: sent.to }, sent.key));
    if (made === null) return;
    storeNote(owner, null);
    notify(t('handedOver'));
    router.push(`/handover/${made.id}`);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
  }

  return (
    <form
      data-print="no"
      className="flex max-w-prose flex-col gap-4 pt-3"
      onSubmit={(event) => void submit(event)}
      onKeyDown={onKeyDown}
    >
      <Field label={t('note')} hint={t('noteHint')}>
        <Textarea
          value={note}
          rows={5}
          onChange={(given) => change({ note: given, actions: typedActions })}
        />
      </Field>
      <Field label={t('actions')} hint={t('actionsHint')}>
        <Textarea value={actions} rows={4} onChange={(given) => change({ note, actions: given })} />
      </Field>
      <Field label={t('marking')} hint={t('markingHint')}>
        <Select
          choices={choices.map((value) => ({ value, label: `TLP:${value.toUpperCase()}` }))}
          value={tlp}
          onChange={(given) => given && setTlp(given)}
          className="max-w-48"
        />
      </Field>
      <p role="alert" className="font-medium text-amber empty:sr-only">
        {trouble}
      </p>
      <div>
        <Button type="submit" variant="primary" isBusy={isBusy} keys="Ctrl ↵">
          {t('handOver')}
        </Button>
      </div>
    </form>
  );
}
