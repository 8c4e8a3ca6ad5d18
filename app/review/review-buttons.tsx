'use client';

import { useTranslations } from 'next-intl';
import { Button } from '../_ui/button';

/** Absent actions do not apply to the record. */
type Acts = Readonly<
  Record<'confirm' | 'revert' | 'extend' | 'outcome' | 'open' | 'skip', (() => void) | undefined>
>;

const keys = { confirm: 'c', revert: 'r', extend: 'e', outcome: 'o', open: 'Enter', skip: 's' } as const;
const order = ['confirm', 'revert', 'extend', 'outcome', 'open', 'skip'] as const;

type ReviewButtonsProps = { acts: Acts; isBusy: boolean; trouble: string | null; note: string | null };

/** What can be done with the marked record, each with its key. */
export function ReviewButtons({ acts, isBusy, trouble, note }: ReviewButtonsProps) {
  const t = useTranslations('event.review');
  return (
    <div className="review-actions" data-print="no">
      {note && <p className="text-ink-2">{note}</p>}
      <div className="flex flex-wrap gap-2">
        {order.map((name) => {
          const act = acts[name];
          return act ? (
            <Button
              key={name}
              size="small"
              variant={name === 'confirm' ? 'primary' : 'plain'}
              isBusy={name === 'confirm' && isBusy}
              onClick={act}
            >
              {t(name)}
              <kbd
                aria-hidden
                className="font-mono text-[0.6875rem] font-normal opacity-75 pointer-coarse:hidden"
              >
                {keys[name]}
              </kbd>
            </Button>
          ) : null;
        })}
      </div>
      <p role="alert" className="font-medium text-amber empty:sr-only">
        {trouble}
      </p>
    </div>
  );
}
