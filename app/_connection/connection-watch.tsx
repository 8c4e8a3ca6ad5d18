'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent } from 'react';
import { notify } from '../_ui/overlays/notices';
import { isPlainClick } from '../_ui/plain-click';
import { isOffline, untilOnline } from './connection';
import { onPageDelayed, reportPageDelayed } from './delay-page-requests';

/**
 * While the server is unreachable: tells the user that a requested page waits, and delays plain links too. They would
 * lead to the browser's error page, and the board in memory would be lost.
 */
export function ConnectionWatch() {
  const t = useTranslations('errors');
  const say = useEffectEvent(() => notify(t('pageWaits')));
  useEffect(() => onPageDelayed(() => say()), []);
  useEffect(() => {
    let wanted: HTMLAnchorElement | null = null;
    const delayClick = (event: MouseEvent) => {
      const { target, defaultPrevented } = event;
      const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href]') : null;
      if (!link || !isOffline() || defaultPrevented || !isPlainClick(event)) return;
      const isHash =
        link.hash !== '' && link.pathname === location.pathname && link.search === location.search;
      if (link.origin !== location.origin || link.target === '_blank' || isHash) return;
      event.preventDefault();
      reportPageDelayed();
      wanted = link;
      void untilOnline().then(() => {
        if (wanted === link) link.click();
      });
    };
    // After React, whose links may have handled the click.
    window.addEventListener('click', delayClick);
    return () => window.removeEventListener('click', delayClick);
  }, []);
  return null;
}
