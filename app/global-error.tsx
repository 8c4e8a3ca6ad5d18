'use client';

import { useEffect, useState } from 'react';
import { defaultLocale, isLocale, type Locale } from '@/db/model/locales';
import en from './_i18n/messages/en/errors.json';
import ru from './_i18n/messages/ru/errors.json';
import tr from './_i18n/messages/tr/errors.json';
import { Button } from './_ui/button';
import './globals.css';

const words = { en, ru, tr } satisfies Record<Locale, typeof en>;

/** Shown in place of a layout that failed; it uses only its own messages. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  const [locale, setLocale] = useState<Locale>(defaultLocale);
  useEffect(() => {
    const kept = /(?:^|; )locale=(\w+)/.exec(document.cookie)?.[1] ?? navigator.language.split('-')[0];
    if (isLocale(kept)) setLocale(kept);
  }, []);
  const t = words[locale];
  return (
    <html lang={locale}>
      <body>
        <main role="alert" className="mx-auto flex max-w-2xl flex-col items-start gap-3 px-5 py-16">
          <title>{t.crashTitle}</title>
          <h1 className="text-figure font-bold">{t.crashTitle}</h1>
          <p className="text-lead text-ink-2">{t.crashNoCode}</p>
          <Button variant="primary" onClick={reset} className="mt-2">
            {t.retry}
          </Button>
        </main>
      </body>
    </html>
  );
}
