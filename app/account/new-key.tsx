'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { isolated } from '../_i18n/bidi';
import { Button } from '../_ui/button';
import { CopyButton } from './copy-button';

/** A new key, which is shown only once. */
export function NewKey({ made, onDone }: { made: { name: string; key: string }; onDone: () => void }) {
  const t = useTranslations('account.keys');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="flex flex-col gap-3 rounded-card border border-edge bg-raise p-4">
      <h3 ref={heading} tabIndex={-1} className="font-bold outline-none">
        {t('madeTitle', { name: isolated(made.name) })}
      </h3>
      <p className="text-ink-2">{t('madeWhat')}</p>
      <code className="font-mono text-lead break-all select-all">{made.key}</code>
      <div className="flex flex-wrap gap-2.5">
        <CopyButton text={made.key} />
        <Button variant="primary" onClick={onDone}>
          {t('madeDone')}
        </Button>
      </div>
    </div>
  );
}
