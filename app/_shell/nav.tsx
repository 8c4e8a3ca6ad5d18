'use client';

import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useRef } from 'react';
import { PageLinks } from './page-links';

/** The main navigation: a row of links, of which narrower windows show those that do not fit as a menu. */
export function Nav() {
  const t = useTranslations('shell.nav');
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const views = [
    { href: '/', name: t('board') },
    { href: '/map', name: t('map') },
    { href: '/trends', name: t('trends') },
  ];
  const records = [
    { href: '/countries', name: t('countries') },
    { href: '/missions', name: t('missions') },
    { href: '/actors', name: t('actors') },
    { href: '/visits', name: t('visits') },
  ];
  const close = () => menu.current?.hidePopover();
  return (
    <div className="flex gap-4">
      <PageLinks label={t('label')} pages={views} className="max-lg:hidden" />
      <PageLinks label={t('records')} pages={records} className="max-[110rem]:hidden" />
      <button
        type="button"
        popoverTarget={id}
        className="inline-flex min-h-9 cursor-pointer items-center gap-1 text-ink-2 hover:text-ink min-[110rem]:hidden"
      >
        <span className="lg:hidden">{t('pages')}</span>
        <span className="max-lg:hidden">{t('more')}</span>
        <ChevronDown aria-hidden className="size-4" />
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: closes after a link was followed. */}
      <div
        ref={menu}
        id={id}
        popover="auto"
        onClick={close}
        className="fixed inset-auto start-3 top-14 m-0 min-w-44 rounded-card border border-edge bg-sheet px-4 py-2 text-ink shadow-lg shadow-shade lg:start-44"
      >
        <PageLinks label={t('label')} pages={views} className="flex-col !gap-0 lg:hidden" />
        <PageLinks label={t('records')} pages={records} className="flex-col !gap-0" />
      </div>
    </div>
  );
}
