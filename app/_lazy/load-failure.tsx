'use client';

import { useTranslations } from 'next-intl';
import { type RefObject, useEffect, useRef, useSyncExternalStore } from 'react';
import { useRetryWhenOnline } from '../_connection/use-retry-when-online';
import { Button } from '../_ui/button';

type LoadFailureProps = { onRetry: () => void; onClose: (() => void) | null };

/** The components that failed, the first one first. */
let failures: readonly RefObject<LoadFailureProps>[] = [];
const listeners = new Set<() => void>();

/**
 * Shown in a corner in place of a component that failed, once for all of them; retries when the server is reachable
 * again.
 */
export function LoadFailure({ onRetry, onClose }: LoadFailureProps) {
  const t = useTranslations('errors');
  const tc = useTranslations('common');
  const own = useRef<LoadFailureProps>({ onRetry, onClose });
  useEffect(() => {
    own.current = { onRetry, onClose };
  }, [onRetry, onClose]);
  useEffect(() => {
    setFailures([...failures, own]);
    return () => setFailures(failures.filter((one) => one !== own));
  }, []);
  const all = useSyncExternalStore(subscribe, getFailures, getFailures);
  useRetryWhenOnline(onRetry);
  if (all[0] !== own) return null;
  const closers = all.flatMap(({ current }) => current.onClose ?? []);
  const retryAll = () => {
    for (const { current } of all) current.onRetry();
  };
  const closeAll = () => {
    for (const close of closers) close();
  };
  return (
    <div
      role="alert"
      className="fixed end-4 bottom-4 z-50 flex w-[min(24rem,calc(100vw-2rem))] flex-wrap items-center gap-2 rounded-card border border-s-4 border-edge border-s-amber bg-sheet px-4 py-3 text-ink shadow-lg shadow-shade"
    >
      <p className="grow font-medium">{t('part')}</p>
      <Button size="small" onClick={retryAll}>
        {tc('retry')}
      </Button>
      {closers.length > 0 && (
        <Button size="small" variant="quiet" onClick={closeAll}>
          {tc('close')}
        </Button>
      )}
    </div>
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function getFailures() {
  return failures;
}

function setFailures(next: readonly RefObject<LoadFailureProps>[]): void {
  failures = next;
  for (const listener of listeners) listener();
}
