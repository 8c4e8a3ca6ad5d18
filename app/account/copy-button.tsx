'use client';

import { Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '../_ui/button';
import { notify } from '../_ui/overlays/notices';

/** Copies a text. Browsers allow it only in a secure context; elsewhere the user is told to copy it by hand. */
export function CopyButton({ text }: { text: string }) {
  const t = useTranslations('account.copy');
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      notify(t('done'));
    } catch {
      notify(t('failed'), { isError: true });
    }
  }
  return (
    <Button onClick={() => void copy()}>
      <Copy aria-hidden className="size-4" />
      {t('do')}
    </Button>
  );
}
