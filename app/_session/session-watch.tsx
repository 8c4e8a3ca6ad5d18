'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent } from 'react';
import { notify } from '../_ui/overlays/notices';
import { onSessionEnd } from './session-end';

/**
 * Goes to the sign-in page when the session has ended, and returns from there. It navigates without a full load,
 * which would ask about unsaved input; forms keep a draft. A form without a draft (`data-unkept`) keeps the page
 * open.
 */
export function SessionWatch() {
  const t = useTranslations('shell.ended');
  const router = useRouter();
  const leave = useEffectEvent(() => {
    const { pathname, search, hash } = location;
    // The wall says itself that its display has ended.
    if (/^\/(?:sign-in|join|wall)$/.test(pathname)) return;
    if (document.querySelector('[data-unkept]')) {
      notify(t('unkept'), {
        isError: true,
        action: { label: t('signIn'), onPress: () => window.open('/sign-in') },
      });
      return;
    }
    // Replaces this page in the history, since the end may be reported more than once.
    router.replace(`/sign-in?next=${encodeURIComponent(`${pathname}${search}${hash}`)}`);
  });
  useEffect(() => onSessionEnd(() => leave()), []);
  return null;
}
