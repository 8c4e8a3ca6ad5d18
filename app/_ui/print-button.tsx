'use client';

import { Printer } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from './button';

/** Prints the page, with its marking, time and name on every sheet. */
export function PrintButton() {
  const t = useTranslations('common');
  return (
    <Button data-print="no" onClick={() => window.print()}>
      <Printer aria-hidden className="size-4" />
      {t('print')}
    </Button>
  );
}
