'use client';

import { X } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { use, useEffect, useEffectEvent, useRef, useState } from 'react';
import { maxBulkRecords } from '@/db/model/event/bulk-limit';
import { MoreMessages } from '../../_i18n/more-messages';
import { createLazyComponent } from '../../_lazy/lazy-component';
import { useKeys } from '../../_shell/_shortcuts/use-keys';
import { Button, IconButton } from '../../_ui/button';
import { useListCount } from '../_feed/use-list-count';
import { useFilters } from '../_filters/use-filters';
import { useOpenRecord } from '../_record/use-open-record';
import { isBusyElsewhere } from '../is-busy-elsewhere';
import { loadSelectMessages } from './select-messages';
import './selection.css';
import { useSelectedEvents } from './use-selected-events';
import { useSelection } from './use-selection';

const ChangeDialog = createLazyComponent(() => import('./change-dialog'), 'writers');

/** Below the list while rows are selected: how many, everything that matches, and what to do with them. */
export default function SelectionBar() {
  const words = use(loadSelectMessages(useLocale()));
  return (
    <MoreMessages messages={words}>
      <Bar />
    </MoreMessages>
  );
}

function Bar() {
  const t = useTranslations('select');
  const tc = useTranslations('common');
  const { selection, change } = useSelection();
  const { search } = useFilters();
  const opened = useOpenRecord();
  const { events, isLoading, hasFailed, hasMore } = useSelectedEvents();
  const [isChanging, setChanging] = useState(false);
  const total = useListCount();
  const count = selection.ids.size;
  const clear = () => change({ type: 'clear' });

  // Another filter lists other records.
  const searched = useRef(search);
  const clearForFilter = useEffectEvent(() => change({ type: 'clear' }));
  useEffect(() => {
    if (searched.current !== search) clearForFilter();
  }, [search]);

  const onEscape = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || opened.ref !== null || isBusyElsewhere(event.target)) return;
    event.preventDefault();
    focusList();
    clear();
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && onEscape(event);
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  useKeys({ b: () => count > 0 && setChanging(true) });

  const isAllOffered = total !== undefined && total > count && count < maxBulkRecords;
  return (
    <section aria-label={t('title')} data-print="no" className="selection-bar">
      <div role="status" className="selection-count">
        <strong>{t('count', { count })}</strong>
        {count === 0 && <span>{t('how')}</span>}
        {count === maxBulkRecords && (
          <span>
            {hasMore && total !== undefined ? t('first', { total }) : t('most', { max: maxBulkRecords })}
          </span>
        )}
        {selection.left > 0 && <span className="text-amber">{t('left', { count: selection.left })}</span>}
        {isLoading && <span>{t('loading')}</span>}
        {hasFailed && <span className="text-amber">{t('failed')}</span>}
      </div>
      <div className="selection-actions">
        {isAllOffered && (
          <Button size="small" isBusy={isLoading} onClick={() => change({ type: 'wantAll' })}>
            {total > maxBulkRecords ? t('newest', { max: maxBulkRecords }) : t('all', { count: total })}
          </Button>
        )}
        <Button
          size="small"
          variant="primary"
          keys="b"
          disabled={count === 0 || isLoading}
          onClick={() => setChanging(true)}
        >
          {t('change')}
        </Button>
        <IconButton
          size="small"
          label={count > 0 ? t('clear') : tc('close')}
          icon={<X aria-hidden className="size-4" />}
          onClick={() => {
            focusList();
            clear();
          }}
        />
      </div>
      {isChanging && (
        <ChangeDialog
          events={events}
          onClose={(isDone: boolean) => {
            setChanging(false);
            if (isDone) clear();
          }}
        />
      )}
    </section>
  );
}

/** The bar, which may have the focus, goes. */
function focusList(): void {
  const list = document.getElementById('feed');
  (list?.querySelector<HTMLElement>('h3 a[tabindex="0"]') ?? list)?.focus({ preventScroll: true });
}
