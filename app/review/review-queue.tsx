'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { ReviewItem } from '@/db/model/event/review';
import { createLazyComponent } from '../_lazy/lazy-component';
import { useKeys } from '../_shell/_shortcuts/use-keys';
import { useConfirm } from '../events/_actions/use-confirm';
import { useIsOwn } from '../events/_actions/use-is-own';
import { ReviewButtons } from './review-buttons';
import { pathOf, ReviewRow } from './review-row';
import './review.css';

const dialogs = {
  extend: createLazyComponent(() => import('../events/_actions/extend-dialog'), 'writers'),
  outcome: createLazyComponent(() => import('../events/_actions/end-dialog'), 'writers'),
  revert: createLazyComponent(() => import('../events/_actions/revert-dialog'), 'writers'),
};

/** Works through the records by single keys; each has its button. The marked record is the one they act on. */
export function ReviewQueue({ items }: { items: readonly ReviewItem[] }) {
  const t = useTranslations('event.review');
  const list = useRef<HTMLUListElement>(null);
  /** Ids in the order in which they were skipped: they come last. */
  const [skipped, setSkipped] = useState<readonly string[]>([]);
  const [marked, setMarked] = useState<string | null>(null);
  const [opened, setOpened] = useState<keyof typeof dialogs | null>(null);
  const order = inOrder(items, skipped);
  const position = useLastPosition(order, marked);
  const current = order[position] ?? null;

  // The record that was worked on leaves the list or its place, and with it the focus: the marked one takes it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another record is another row.
  useEffect(() => {
    const row = list.current?.querySelector<HTMLElement>('[aria-current=true]');
    const { activeElement, body } = document;
    if (!row || row.contains(activeElement)) return;
    if (activeElement === null || activeElement === body || list.current?.contains(activeElement))
      row.focus();
  }, [current?.event.id, current?.event.version]);

  function mark(index: number): void {
    const one = order[Math.min(Math.max(index, 0), order.length - 1)];
    if (one) setMarked(one.event.id);
  }

  function skip(id: string): void {
    const next = order[position + 1] ?? order[0];
    setSkipped([...skipped.filter((one) => one !== id), id]);
    setMarked(next && next.event.id !== id ? next.event.id : null);
  }

  if (current === null) return <p className="text-ink-2">{t('none')}</p>;
  const { event } = current;
  return (
    <>
      <p className="text-small text-ink-2">{t('count', { count: order.length })}</p>
      <ul ref={list} aria-label={t('title')} className="review-list">
        {order.map((item, index) => (
          <ReviewRow
            key={item.event.id}
            item={item}
            isCurrent={index === position}
            onMark={() => setMarked(item.event.id)}
            onStep={(step) => mark(position + step)}
          >
            {index === position && (
              <CurrentActions
                key={`${event.id} ${event.version}`}
                item={item}
                isIdle={opened === null}
                onStep={(step) => mark(position + step)}
                onSkip={() => skip(event.id)}
                onOpen={setOpened}
              />
            )}
          </ReviewRow>
        ))}
      </ul>
      {opened === 'extend' && event.threat && (
        <dialogs.extend event={event} threat={event.threat} onClose={() => setOpened(null)} />
      )}
      {opened === 'outcome' && <dialogs.outcome event={event} onClose={() => setOpened(null)} />}
      {opened === 'revert' && <dialogs.revert event={event} onClose={() => setOpened(null)} />}
    </>
  );
}

type CurrentActionsProps = {
  item: ReviewItem;
  /** Whether no dialog is open. */
  isIdle: boolean;
  onStep: (step: 1 | -1) => void;
  onSkip: () => void;
  onOpen: (dialog: keyof typeof dialogs) => void;
};

/** Binds the keys to the marked record, and shows what they do. */
function CurrentActions({ item, isIdle, onStep, onSkip, onOpen }: CurrentActionsProps) {
  const { event, isDeleted } = item;
  const t = useTranslations('event.review');
  const router = useRouter();
  const isOwn = useIsOwn(event);
  const { isBusy, trouble, confirm } = useConfirm(event);
  const isCurrent = event.threat?.status === 'current' && !isDeleted;
  const isWaiting = event.toBeConfirmed !== null;
  const acts = {
    confirm: isWaiting && !isOwn ? () => void confirm() : undefined,
    revert: isWaiting ? () => onOpen('revert') : undefined,
    extend: isCurrent ? () => onOpen('extend') : undefined,
    outcome: isCurrent ? () => onOpen('outcome') : undefined,
    open: () => router.push(pathOf(item)),
    skip: onSkip,
  };
  const idle = (act: (() => void) | undefined) => (isIdle ? act : undefined);
  useKeys({
    c: idle(acts.confirm),
    r: idle(acts.revert),
    e: idle(acts.extend),
    o: idle(acts.outcome),
    s: idle(acts.skip),
    j: idle(() => onStep(1)),
    k: idle(() => onStep(-1)),
  });
  return <ReviewButtons acts={acts} isBusy={isBusy} trouble={trouble} note={isOwn ? t('own') : null} />;
}

/** Those that were skipped come last, in the order in which they were skipped. */
function inOrder(items: readonly ReviewItem[], skipped: readonly string[]): ReviewItem[] {
  const rank = ({ event }: ReviewItem) => skipped.indexOf(event.id);
  return items.toSorted((a, b) => rank(a) - rank(b));
}

/** The place of the marked record; once it has left the list, the place that it had. */
function useLastPosition(order: readonly ReviewItem[], marked: string | null): number {
  const [last, setLast] = useState(0);
  const found = marked === null ? 0 : order.findIndex(({ event }) => event.id === marked);
  if (found >= 0 && found !== last) setLast(found);
  return Math.max(0, found >= 0 ? found : Math.min(last, order.length - 1));
}
