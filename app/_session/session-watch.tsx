'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent } from 'react';
import { notify } from '../_ui/overlays/notices';
import { onEnded } from './ended';

/**
 * Goes to the page for signing in where a session has ended, and comes back from there. It goes without loading
 * anew: the browser would ask about what has been typed, which the form keeps. What it cannot keep (a form marked
 * `data-unkept`) holds the page.
 */
export function SessionWatch() {
  const t = useTranslations('shell.ended');
  const router = useRouter();
  const leave = useEffectEvent(() => {
    const { pathname, search, hash } = location;
    if (/^\/(?:sign-in|join)$/.test(pathname)) return;
    if (document.querySelector('[data-unkept]')) {
      notify(t('unkept'), {
        isError: true,
        action: { label: t('signIn'), onPress: () => window.open('/sign-in') },
      });
      return;
    }
    // In the place of this page: it may be told of more than once.
    router.replace(`/sign-in?next=${encodeURIComponent(`${pathname}${search}${hash}`)}`);
  });
  useEffect(() => onEnded(() => leave()), []);
  return null;
}
