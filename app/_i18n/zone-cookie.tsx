'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { hasCookie, keepCookie } from './cookie';

/**
 * Tells the server the reader's zone, once, and refreshes a page that was rendered for another zone. `shown` is null
 * where the page shows no times.
 */
export function ZoneCookie({ shown }: { shown: string | null }) {
  const router = useRouter();
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!zone || zone === shown || hasCookie(document.cookie, 'tz', zone)) return;
    keepCookie('tz', zone);
    // Where cookies are refused the page stays in UTC, and says so, rather than refresh for ever.
    if (shown !== null && hasCookie(document.cookie, 'tz', zone)) router.refresh();
  }, [router, shown]);
  return null;
}
