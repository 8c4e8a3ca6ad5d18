'use client';

import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useState } from 'react';
import { createLazyComponent } from '../../_lazy/lazy-component';

const TimelinePanel = createLazyComponent(() => import('./timeline-panel'));

const storageKey = 'timeline';

/** The timeline under the map. It closes to a line, and stays so in this browser. */
export function TimelineSlot() {
  const t = useTranslations('plots.timeline');
  /** Null in the first paint, which does not wait for it. */
  const [isOpen, setOpen] = useState<boolean | null>(null);
  const id = useId();
  useEffect(() => setOpen(localStorage.getItem(storageKey) !== 'closed'), []);
  const toggle = () => {
    localStorage.setItem(storageKey, isOpen ? 'closed' : 'open');
    setOpen(!isOpen);
  };
  return (
    <section aria-label={t('title')} className="border-t border-line px-4 py-1.5">
      <button
        type="button"
        aria-expanded={isOpen === true}
        aria-controls={id}
        onClick={toggle}
        className="flex min-h-8 w-full cursor-pointer items-center gap-2 text-start font-medium"
      >
        {t('title')}
        <ChevronDown aria-hidden className={`size-4 text-ink-3 ${isOpen ? '' : 'rotate-180'}`} />
      </button>
      <div id={id} hidden={isOpen !== true}>
        {isOpen === true && <TimelinePanel />}
      </div>
    </section>
  );
}
