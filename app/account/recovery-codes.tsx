'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button } from '../_ui/button';
import { CopyButton } from './copy-button';

/** Recovery codes for signing in without the authenticator, shown only once. They print on their own page. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const t = useTranslations('account.factor');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div data-print="alone" className="flex flex-col gap-3 rounded-card border border-edge bg-raise p-4">
      <h3 ref={heading} tabIndex={-1} className="font-bold outline-none">
        {t('codesTitle')}
      </h3>
      <p className="text-ink-2">{t('codesWhat')}</p>
      <ul aria-label={t('codesTitle')} className="grid grid-cols-2 gap-x-6 gap-y-1 font-mono text-lead">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div data-print="no" className="flex flex-wrap gap-2.5">
        <CopyButton text={codes.join('\n')} />
        <Button onClick={() => window.print()}>{t('print')}</Button>
        <Button variant="primary" onClick={onDone}>
          {t('kept')}
        </Button>
      </div>
    </div>
  );
}
