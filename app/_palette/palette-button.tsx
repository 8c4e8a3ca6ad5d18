'use client';

import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { requestPalette } from './palette-request';

/** "Search or go to": an icon where the header has no space for the words. */
export function PaletteButton() {
  const t = useTranslations('shell.palette');
  return (
    <button
      type="button"
      aria-label={t('title')}
      aria-keyshortcuts="Control+K Meta+K"
      aria-haspopup="dialog"
      data-tip={t('title')}
      onClick={requestPalette}
      className="inline-flex h-9 shrink-0 cursor-pointer items-center gap-2 rounded-control text-ink-2 hover:bg-raise hover:text-ink max-wide:w-9 max-wide:justify-center wide:min-w-56 wide:border wide:border-line wide:px-2.5"
    >
      <Search aria-hidden className="size-[1.125rem] shrink-0" />
      <span className="grow text-start max-wide:hidden">{t('title')}</span>
      <kbd aria-hidden className="font-mono text-small max-wide:hidden">
        Ctrl K
      </kbd>
    </button>
  );
}
