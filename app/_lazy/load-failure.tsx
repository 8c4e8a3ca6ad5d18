'use client';

import { useTranslations } from 'next-intl';
import { useRetryWhenOnline } from '../_connection/use-retry-when-online';
import { Button } from '../_ui/button';

type LoadFailureProps = { onRetry: () => void; onClose: (() => void) | null };

/** Shown in a corner in place of a component that failed; retries when the server is reachable again. */
export function LoadFailure({ onRetry, onClose }: LoadFailureProps) {
  const t = useTranslations('errors');
  const tc = useTranslations('common');
  useRetryWhenOnline(onRetry);
  return (
    <div
      role="alert"
      className="fixed end-4 bottom-4 z-50 flex w-[min(24rem,calc(100vw-2rem))] flex-wrap items-center gap-2 rounded-card border border-s-4 border-edge border-s-amber bg-sheet px-4 py-3 text-ink shadow-lg shadow-shade"
    >
      <p className="grow font-medium">{t('part')}</p>
      <Button size="small" onClick={onRetry}>
        {tc('retry')}
      </Button>
      {onClose && (
        <Button size="small" variant="quiet" onClick={onClose}>
          {tc('close')}
        </Button>
      )}
    </div>
  );
}
