'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { reloadIfServed } from './watchdog';

/** How often it is checked whether this browser may show the wall again. */
const checkMillis = 60_000;

/** In place of the wall, of which nothing remains, once the display is revoked or has expired. */
export function DisplayEnded() {
  const t = useTranslations('wall.ended');
  useEffect(() => {
    const timer = setInterval(async () => {
      const response = await fetch('/api/me', { cache: 'no-store' }).catch(() => null);
      if (response?.ok) await reloadIfServed();
    }, checkMillis);
    return () => clearInterval(timer);
  }, []);
  return (
    <main id="content" className="wall wall-ended">
      <h1>{t('title')}</h1>
      <p>{t('what')}</p>
    </main>
  );
}
