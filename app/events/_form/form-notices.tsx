'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef } from 'react';
import { useIsOffline } from '../../_connection/use-is-offline';
import { useProblemText } from '../../_i18n/problems/use-problem-text';
import { useFormats } from '../../_i18n/use-formats';
import { Button } from '../../_ui/button';
import type { Trouble } from './state/use-event-form';

function Box({ children, isTrouble = false }: { children: ReactNode; isTrouble?: boolean }) {
  return (
    <div
      className={`flex flex-wrap items-center gap-x-4 gap-y-2 rounded-card border px-4 py-3 ${
        isTrouble ? 'border-amber bg-amber-ground' : 'border-line bg-sheet'
      }`}
    >
      {children}
    </div>
  );
}

/** "Draft from 14:02 restored", with a button to discard it. */
export function RestoredNotice({ at, onDiscard }: { at: number | null; onDiscard: () => void }) {
  const t = useTranslations('form.draft');
  const { timeOrMoment } = useFormats();
  const when = at === null ? null : new Date(at);
  return (
    <div role="status" className="empty:sr-only">
      {when && (
        <Box>
          <p className="grow">{t('restored', { time: timeOrMoment(when, new Date()) })}</p>
          <Button size="small" onClick={onDiscard}>
            {t('discard')}
          </Button>
        </Box>
      )}
    </div>
  );
}

/** Says while the server is unreachable that the form can be saved later. */
export function OfflineNotice({ isKept }: { isKept: boolean }) {
  const t = useTranslations('form.trouble');
  const isOffline = useIsOffline();
  return (
    <div role="status" className="empty:sr-only">
      {isOffline && (
        <Box isTrouble>
          <p className="grow font-medium">{isKept ? t('away') : t('awayUnkept')}</p>
        </Box>
      )}
    </div>
  );
}

/** Says why the form could not be saved and what to do; nothing typed is lost. */
export function TroubleNotice({ trouble, onRetry }: { trouble: Trouble | null; onRetry: () => void }) {
  const t = useTranslations('form.trouble');
  const textOf = useProblemText();
  const isOffline = useIsOffline();
  const box = useRef<HTMLDivElement>(null);
  function messageOf(found: Trouble): string {
    if (found.is === 'refused') return t('refused', { detail: textOf(found) });
    return t(found.is === 'unreachable' && !isOffline ? 'back' : found.is);
  }
  // It is beside the save button, but the save shortcut works from anywhere.
  useEffect(() => {
    if (trouble) box.current?.scrollIntoView({ block: 'nearest' });
  }, [trouble]);
  return (
    <div ref={box} role="alert" className="scroll-m-20 empty:sr-only">
      {trouble && (
        <Box isTrouble>
          <p className="grow font-medium">{messageOf(trouble)}</p>
          {(trouble.is === 'unreachable' || trouble.is === 'version-conflict') && (
            <Button size="small" onClick={onRetry}>
              {t('retry')}
            </Button>
          )}
        </Box>
      )}
    </div>
  );
}
