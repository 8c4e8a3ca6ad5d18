'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { View } from '@/db/model/records/view';
import { useOnce } from '../../_api/use-once';
import type { Outcome } from '../../_api/write';
import { useRefusalText } from '../../_i18n/problems/use-refusal-text';
import { useViewerId } from '../../_session/viewer';
import { Button } from '../../_ui/button';
import { OpenView } from './open-view';
import { SaveView } from './save-view';
import { useViews } from './use-views';
import { ViewLinks } from './view-links';
import type { ViewMenuProps } from './view-menu';

/** Sends a change and says what was refused; the value, or null if nothing was written. */
export type SendView = <T>(send: () => Promise<Outcome<T>>) => Promise<{ value: T } | null>;

/** The saved views to choose from, what can be done with the open one, and saving the filter in use. */
export default function ViewPanel({ isChanged, ...given }: ViewMenuProps & { isChanged: boolean }) {
  const { page, search, sort, view } = given;
  const t = useTranslations('board.views');
  const locale = useLocale();
  const viewer = useViewerId();
  const router = useRouter();
  const { views, reload } = useViews();
  const { send, isBusy, trouble } = useSendView(reload);
  const [isSaving, setSaving] = useState(view === null);
  const filter = search.replaceAll('%2C', ',');
  const query = page === '/' && sort === 'at' ? `${filter}${filter && '&'}sort=at` : filter;
  const isOwn = (one: View) => one.createdBy.id === viewer;
  const sorted = views?.toSorted(
    (a, b) => Number(isOwn(b)) - Number(isOwn(a)) || a.name.localeCompare(b.name, locale),
  );
  return (
    <div className="flex flex-col gap-3">
      {views === undefined && <p className="text-ink-2">{t('loading')}</p>}
      {views === null && (
        <p role="alert" className="text-amber">
          {t('unreachable')}
        </p>
      )}
      {sorted && <ViewLinks page={page} views={sorted} opened={view?.id ?? null} isOwn={isOwn} />}
      {view && (
        <OpenView
          key={`${view.id} ${view.version}`}
          page={page}
          view={view}
          isOwn={isOwn(view)}
          query={query}
          isChanged={isChanged}
          send={send}
          isBusy={isBusy}
        />
      )}
      {!isSaving && (
        <Button size="small" className="self-start" onClick={() => setSaving(true)}>
          {t('saveAsNew')}
        </Button>
      )}
      {isSaving && (
        <SaveView
          query={query}
          hasLayout={page === '/'}
          own={sorted?.filter(isOwn) ?? []}
          send={send}
          isBusy={isBusy}
          onSaved={(saved) => router.replace(`${page}?${query}${query && '&'}view=${saved.id}`)}
        />
      )}
      <p role="alert" className="text-small font-medium text-amber empty:hidden">
        {trouble}
      </p>
    </div>
  );
}

function useSendView(reload: () => Promise<void>) {
  const t = useTranslations('board.views');
  const router = useRouter();
  const { once, isBusy } = useOnce();
  const refusalText = useRefusalText();
  const [trouble, setTrouble] = useState<string | null>(null);
  const send: SendView = async (request) => {
    setTrouble(null);
    const outcome = await once(request);
    if (outcome === null) return null;
    if (outcome.is === 'done') {
      await reload();
      router.refresh();
      return { value: outcome.value };
    }
    setTrouble(outcome.is === 'refused' ? await refusalText(outcome) : t(`troubles.${outcome.is}`));
    // It was changed or deleted in another window: show what it is now.
    if (outcome.is === 'gone' || outcome.is === 'version-conflict') {
      await reload();
      router.refresh();
    }
    return null;
  };
  return { send, isBusy, trouble };
}
