'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import type { BulkPatch, OperationAnswer } from '@/db/model/event/bulk-change';
import type { Event } from '@/db/model/event/event';
import { useOnce } from '../../_api/use-once';
import type { Outcome } from '../../_api/write';
import { useRefusalText } from '../../_i18n/problems/use-refusal-text';
import { changeMany, undoOperation } from './send-operation';

type Stage =
  | { is: 'form' }
  /** `isUndone`: the answer is that of the undo. */
  | { is: 'done'; isUndone: boolean; answer: OperationAnswer };

/** Runs a change of many records and its undo, one request at a time. */
export function useOperation() {
  const t = useTranslations('select');
  const refusalText = useRefusalText();
  const { once, isBusy } = useOnce();
  const [stage, setStage] = useState<Stage>({ is: 'form' });
  const [trouble, setTrouble] = useState<string | null>(null);
  const sent = useRef({ key: '', text: '' });

  async function run(request: () => Promise<Outcome<OperationAnswer>>, isUndone: boolean): Promise<void> {
    const outcome = await once(() => {
      setTrouble(null);
      return request();
    });
    if (outcome?.is === 'done') setStage({ is: 'done', isUndone, answer: outcome.value });
    else if (outcome?.is === 'refused') setTrouble(await refusalText(outcome));
    else if (outcome) setTrouble(t('unreachable'));
  }

  function change(events: readonly Event[], patch: BulkPatch, reason: string): void {
    const body = { ids: events.map(({ id, version }) => ({ id, version })), patch, reason };
    const text = JSON.stringify(body);
    // The same change again after a lost answer is made once.
    if (sent.current.text !== text) sent.current = { key: crypto.randomUUID(), text };
    const { key } = sent.current;
    void run(() => changeMany({ key, body }), false);
  }

  function undo(): void {
    if (stage.is !== 'done') return;
    const { operationId } = stage.answer;
    void run(() => undoOperation(operationId, t('undoReason')), true);
  }

  return { stage, isBusy, trouble, change, undo };
}
