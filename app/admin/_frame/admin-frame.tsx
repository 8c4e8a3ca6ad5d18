import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PageMessages } from '../../_i18n/client-messages';
import { Shell } from '../../_shell/shell';
import { AdminNav } from './admin-nav';

/** The frame of the administration pages: navigation, title and introduction. */
export function AdminFrame({ page, children }: { page: 'people' | 'audit' | 'status'; children: ReactNode }) {
  const t = useTranslations('admin');
  return (
    <PageMessages namespaces={['admin', 'problems']}>
      <Shell title={t(`${page}.title`)}>
        <div className="mx-auto flex max-w-6xl flex-col gap-8 px-5 py-6 max-sm:px-3.5">
          <div className="flex flex-col gap-1">
            <AdminNav />
            <h1 className="text-figure font-bold">{t(`${page}.title`)}</h1>
            <p className="max-w-prose text-ink-2">{t(`${page}.about`)}</p>
          </div>
          {children}
        </div>
      </Shell>
    </PageMessages>
  );
}
