'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { startTransition } from 'react';
import { useRetryWhenOnline } from './_connection/use-retry-when-online';
import { TabTitle } from './_shell/tab-title';
import { Button, buttonClass } from './_ui/button';

/**
 * Shown in place of a page that failed; the digest identifies the cause in the server's log. If the server was
 * unreachable, the page is loaded again when it answers.
 */
export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const t = useTranslations('errors');
  const router = useRouter();
  function retry(): void {
    startTransition(() => {
      router.refresh();
      reset();
    });
  }
  useRetryWhenOnline(retry);
  return (
    <main id="content" role="alert" className="mx-auto flex max-w-2xl flex-col items-start gap-3 px-5 py-16">
      <TabTitle>{t('crashTitle')}</TabTitle>
      <h1 className="text-figure font-bold">{t('crashTitle')}</h1>
      <p className="text-lead text-ink-2">
        {error.digest ? t('crash', { code: error.digest }) : t('crashNoCode')}
      </p>
      <div className="mt-2 flex gap-2.5">
        <Button variant="primary" onClick={retry}>
          {t('retry')}
        </Button>
        {/* A full page load: after a failure nothing in memory can be trusted. */}
        <a href="/" className={buttonClass('plain', 'normal')}>
          {t('toBoard')}
        </a>
      </div>
    </main>
  );
}
