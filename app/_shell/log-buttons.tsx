'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { ButtonLink } from '../_ui/button-link';

const incident = '/events/new/incident';
const threat = '/events/new/threat';

/** Log incident, Log threat; on a phone one round button with both. */
export function LogButtons() {
  const t = useTranslations('shell');
  const id = useId();
  return (
    <>
      <div className="flex gap-2.5 max-md:hidden">
        <ButtonLink href={incident} keys="n i">
          {t('logIncident')}
        </ButtonLink>
        <ButtonLink href={threat} variant="primary" keys="n t">
          {t('logThreat')}
        </ButtonLink>
      </div>
      <button
        type="button"
        popoverTarget={id}
        aria-label={t('log')}
        className="inline-flex size-10 shrink-0 cursor-pointer items-center justify-center rounded-full border border-transparent bg-ink text-paper md:hidden"
      >
        <Plus aria-hidden className="size-5" />
      </button>
      <div
        id={id}
        popover="auto"
        className="fixed inset-auto end-3 top-14 m-0 w-56 rounded-card border border-edge bg-sheet p-3 text-ink shadow-lg shadow-shade open:flex open:flex-col open:gap-2"
      >
        <ButtonLink href={threat} variant="primary">
          {t('logThreat')}
        </ButtonLink>
        <ButtonLink href={incident}>{t('logIncident')}</ButtonLink>
      </div>
    </>
  );
}
