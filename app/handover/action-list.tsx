'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { Handover } from '@/db/model/records/handover';
import { useMayWrite } from '../_session/viewer';
import { Checkbox } from '../_ui/inputs/checkbox';
import { RefText } from './ref-text';
import { changeHandover } from './send';
import { useHandoverAction } from './use-handover-action';

/** What is to be done after a shift; analysts mark it as done. */
export function ActionList({ handover }: { handover: Handover }) {
  const t = useTranslations('handover');
  const router = useRouter();
  const mayWrite = useMayWrite();
  const { isBusy, trouble, run } = useHandoverAction();
  const { actions } = handover;

  async function mark(index: number, isDone: boolean): Promise<void> {
    const doneAt = isDone ? new Date().toISOString() : null;
    const changed = await run(() =>
      changeHandover(handover, {
        actions: actions.map((one, at) => (at === index ? { ...one, doneAt } : one)),
      }),
    );
    if (changed) router.refresh();
  }

  return (
    <>
      <ul aria-label={t('actions')} className="flex flex-col">
        {actions.map(({ text, doneAt }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an action is known by its place.
          <li key={index} className="border-b border-line py-1.5">
            <Checkbox
              isChecked={doneAt !== null}
              isDisabled={!mayWrite || isBusy}
              onChange={(isDone) => void mark(index, isDone)}
            >
              <span className={doneAt === null ? undefined : 'text-ink-2 line-through'}>
                <RefText>{text}</RefText>
              </span>
            </Checkbox>
          </li>
        ))}
      </ul>
      <p role="alert" className="font-medium text-amber empty:sr-only">
        {trouble}
      </p>
    </>
  );
}
