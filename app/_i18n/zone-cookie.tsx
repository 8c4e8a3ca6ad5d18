'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { hasCookie, setPreferenceCookie } from './cookie';

/**
 * Stores the browser's time zone in a cookie and refreshes a page that was rendered for another one. `shown` is null
 * if the page shows no times.
 */
export function ZoneCookie({ shown }: { shown: string | null }) {
  const router = useRouter();
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!zone || zone === shown || hasCookie(document.cookie, 'tz', zone)) return;
    setPreferenceCookie('tz', zone);
    // If cookies are blocked, the page stays in UTC, and says so, instead of refreshing endlessly.
    if (shown !== null && hasCookie(document.cookie, 'tz', zone)) router.refresh();
  }, [router, shown]);
  return null;
}
