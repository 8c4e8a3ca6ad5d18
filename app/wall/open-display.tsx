'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { OpenedDisplay } from '@/db/model/access/display-link';
import { setPreferenceCookie } from '../_i18n/cookie';
import { callAccountApi } from '../_session/account-api';
import { consumeFragment } from '../_session/consume-fragment';
import { linkClass } from '../_ui/link-class';

type State = 'opening' | 'no-link' | 'used' | 'failed';

/** Turns this browser into the display of the link in the address, which works once. */
export function OpenDisplay() {
  const t = useTranslations('wall.open');
  const [state, setState] = useState<State>('opening');
  const isAsked = useRef(false);
  useEffect(() => {
    // The link works once, and effects run twice in development.
    if (isAsked.current) return;
    isAsked.current = true;
    const token = consumeFragment();
    if (token === null) return setState('no-link');
    void callAccountApi<OpenedDisplay>('POST', '/api/display-links/open', { token }).then((answered) => {
      if (answered.is !== 'done') return setState(answered.is === 'invalid' ? 'used' : 'failed');
      const { locale, theme } = answered.body;
      if (locale) setPreferenceCookie('locale', locale);
      if (theme) setPreferenceCookie('theme', theme);
      location.replace('/wall');
    });
  }, []);
  return (
    <>
      <h1 className="text-figure font-bold">{t('title')}</h1>
      <p role="status" className="text-lead text-ink-2">
        {t(state)}
      </p>
      {state !== 'opening' && (
        <p>
          <Link href="/sign-in?next=/wall" className={linkClass}>
            {t('signIn')}
          </Link>
        </p>
      )}
    </>
  );
}
