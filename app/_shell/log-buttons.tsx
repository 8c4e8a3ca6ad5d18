'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type MouseEvent, useId, useRef } from 'react';
import type { Kind } from '@/db/model/words';
import { ButtonLink } from '../_ui/button-link';
import { isPlainClick } from '../_ui/plain-click';
import { logPaths, useLogging } from './_log/log-context';
import './log-buttons.css';

const { incident, threat } = logPaths;

/** "Log incident" and "Log threat"; on a phone one round button that opens both. */
export function LogButtons() {
  const t = useTranslations('shell');
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const { open } = useLogging();
  // A click with a modifier key works as on any link.
  const opener = (kind: Kind) => (event: MouseEvent) => {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    menu.current?.hidePopover();
    open(kind);
  };
  return (
    <>
      <div className="flex gap-2.5 max-md:hidden">
        <ButtonLink href={incident} keys="n i" onClick={opener('incident')}>
          {t('logIncident')}
        </ButtonLink>
        <ButtonLink href={threat} variant="primary" keys="n t" onClick={opener('threat')}>
          {t('logThreat')}
        </ButtonLink>
      </div>
      <button type="button" popoverTarget={id} aria-label={t('log')} className="log-round">
        <Plus aria-hidden className="size-6" />
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        className="fixed inset-auto end-4 bottom-[calc(5.5rem+var(--banner))] m-0 w-56 rounded-card border border-edge bg-sheet p-3 text-ink shadow-lg shadow-shade open:flex open:flex-col open:gap-2"
      >
        <ButtonLink href={threat} variant="primary" onClick={opener('threat')}>
          {t('logThreat')}
        </ButtonLink>
        <ButtonLink href={incident} onClick={opener('incident')}>
          {t('logIncident')}
        </ButtonLink>
      </div>
    </>
  );
}
