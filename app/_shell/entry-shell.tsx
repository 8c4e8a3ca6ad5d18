import { cookies } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { themeOf } from '@/db/model/themes';
import { Preferences } from './preferences';
import { TabTitle } from './tab-title';

/** The frame of the pages for users who are not signed in; it shows nothing from inside. */
export async function EntryShell({ title, children }: { title: string; children: ReactNode }) {
  const t = await getTranslations('shell');
  const theme = themeOf((await cookies()).get('theme')?.value);
  return (
    <>
      <TabTitle>{title}</TabTitle>
      <header className="flex h-(--header) items-center border-b border-line bg-sheet px-5 max-sm:px-3.5">
        <p className="flex items-center gap-2.5 text-lead font-bold tracking-wide">
          <span aria-hidden className="block h-4 w-3.5 border-2 border-b-[5px] border-current" />
          {t('name')}
        </p>
        <div className="grow" />
        <Preferences theme={theme} hasTimes={false} />
      </header>
      <main id="content" tabIndex={-1} className="px-5 py-12 outline-none max-sm:px-3.5 max-sm:py-8">
        <div className="mx-auto flex max-w-sm flex-col gap-5">{children}</div>
      </main>
    </>
  );
}
