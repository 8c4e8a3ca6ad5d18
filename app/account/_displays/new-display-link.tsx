'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { isolated } from '../../_i18n/bidi';
import { Button } from '../../_ui/button';
import { CopyButton } from '../copy-button';

export type LinkedDisplay = { name: string; url: string };

/** The link of a display, which is shown only once. */
export function NewDisplayLink({ linked, onDone }: { linked: LinkedDisplay; onDone: () => void }) {
  const t = useTranslations('account.displays');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="flex flex-col gap-3 rounded-card border border-edge bg-raise p-4">
      <h3 ref={heading} tabIndex={-1} className="font-bold outline-none">
        {t('linkTitle', { name: isolated(linked.name) })}
      </h3>
      <p className="text-ink-2">{t('linkWhat')}</p>
      <code className="font-mono text-lead break-all select-all">{linked.url}</code>
      <div className="flex flex-wrap gap-2.5">
        <CopyButton text={linked.url} />
        <Button variant="primary" onClick={onDone}>
          {t('linkDone')}
        </Button>
      </div>
    </div>
  );
}
