import { cookies } from 'next/headers';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { hasRole } from '@/db/model/access/rights';
import { themeOf } from '@/db/model/themes';
import { PaletteButton } from '../_palette/palette-button';
import { readViewer } from '../_session/read-viewer';
import { type ClockPlace, parseClocks } from './_clocks/clock-places';
import { Clocks } from './_clocks/clocks';
import { AccountMenu } from './account-menu';
import { LogButtons } from './log-buttons';
import { Nav } from './nav';
import { Preferences } from './preferences';

export type HeaderProps = {
  /** The connection state, on live pages. */
  live?: ReactNode;
  /** The clock shown beside the user's time and UTC until they choose others. */
  place?: ClockPlace | null;
  /** What the page adds to the preferences. */
  preferences?: ReactNode;
};

export async function Header({ live, place = null, preferences }: HeaderProps) {
  const t = await getTranslations('shell');
  const jar = await cookies();
  const theme = themeOf(jar.get('theme')?.value);
  const pinned = parseClocks(jar.get('clocks')?.value) ?? (place ? [place] : []);
  const viewer = await readViewer();
  return (
    <header
      data-print="no"
      className="sticky top-(--banner) z-20 flex h-(--header) items-center gap-4 border-b border-line bg-sheet px-5 max-sm:gap-3 max-sm:px-3.5"
    >
      <Link href="/" prefetch={false} className="flex items-center gap-2.5 text-lead font-bold tracking-wide">
        <span aria-hidden className="block h-4 w-3.5 border-2 border-b-[5px] border-current" />
        {/* On a phone the longest connection state takes its space. */}
        <span className="max-sm:[header:has([data-live=reconnecting])_&]:sr-only">{t('name')}</span>
      </Link>
      <Nav />
      <div className="grow" />
      <div className="min-w-0 max-md:hidden desk:min-w-[13.5rem]">
        <Clocks pinned={pinned} />
      </div>
      {live}
      <div className="flex items-center gap-2.5">
        {viewer && <PaletteButton />}
        {viewer && hasRole(viewer, 'analyst') && <LogButtons />}
        <Preferences theme={theme} clocks={viewer ? pinned : undefined}>
          {preferences}
        </Preferences>
        {viewer && <AccountMenu viewer={viewer} />}
      </div>
    </header>
  );
}
