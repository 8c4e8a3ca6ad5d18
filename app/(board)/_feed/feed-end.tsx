'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { dayAfter, lastDay, startOfDay } from '../../_i18n/period-days';
import { useFormats } from '../../_i18n/use-formats';
import type { Feed } from '../../_live/use-feed';
import { useMayWrite } from '../../_session/viewer';
import { Button } from '../../_ui/button';
import { ButtonLink } from '../../_ui/button-link';
import { Empty } from '../../_ui/empty';
import { controlClass } from '../../_ui/inputs/control';
import { useFilters } from '../_filters/use-filters';
import { Scope } from '../_state/scope';
import { useView } from '../view';

type FeedEndProps = { feed: Feed; onDate: (before: string) => void };

/** Below the last row: the end of the list, a loading line, or what failed with a retry button. */
export function FeedEnd({ feed, onDate }: FeedEndProps) {
  const t = useTranslations('board.feed');
  const tc = useTranslations('common');
  const { fetching, retry } = useView();
  const { values, clear } = useFilters();
  const { rows, before, hasMore, isCut, loading, loadMore } = feed;
  if (fetching === 'failed') {
    return <Failure words={t('filterFailed')} retryWords={tc('retry')} onRetry={retry} />;
  }
  if (fetching === 'fetching') return <p className="px-5 py-5 text-ink-2">{t('loading')}</p>;
  if (loading === 'failed' && hasMore) {
    return <Failure words={t('failed')} retryWords={tc('retry')} onRetry={() => void loadMore()} />;
  }
  if (hasMore) return <p className="px-5 py-5 text-ink-2">{t('loading')}</p>;
  if (isCut) return <Older hasFailed={loading === 'failed'} onDate={onDate} />;
  if (rows.length > 0) {
    return (
      <p className="px-5 py-5 text-ink-3">
        {t(before === null ? 'end' : 'endOfPast', { count: rows.length })} <Scope className="ms-1" />
      </p>
    );
  }
  if (before !== null) {
    return (
      <Empty>
        {t('noneBefore')} <Scope className="ms-1 text-ink-3" />
      </Empty>
    );
  }
  return values.size > 0 ? (
    <Empty action={<Button onClick={clear}>{t('clearAll')}</Button>}>
      {t('noneMatch')} <Scope className="ms-1 text-ink-3" />
    </Empty>
  ) : (
    <EmptyBoard />
  );
}

/** Where the board's rows end and older ones exist: a date to go to. */
function Older({ hasFailed, onDate }: { hasFailed: boolean; onDate: (before: string) => void }) {
  const t = useTranslations('board.feed');
  const { timeZone } = useFormats();
  const id = useId();
  const [day, setDay] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onDate(new Date(startOfDay(dayAfter(day), timeZone)).toISOString());
  };
  return (
    <form
      onSubmit={submit}
      className="flex flex-wrap items-center gap-x-4 gap-y-2.5 px-5 py-5 max-sm:px-3.5"
      data-print="no"
    >
      <p className="text-ink-2">{t('older')}</p>
      <div className="flex items-center gap-2.5">
        <label htmlFor={id}>{t('date')}</label>
        <input
          id={id}
          type="date"
          required
          min="1000-01-02"
          max={lastDay}
          value={day}
          onChange={(event) => setDay(event.target.value)}
          className={`${controlClass} min-w-0 px-2`}
        />
        <Button type="submit">{t('goToDate')}</Button>
      </div>
      {hasFailed && (
        <p role="alert" className="font-medium text-amber">
          {t('failed')}
        </p>
      )}
    </form>
  );
}

function Failure({ words, retryWords, onRetry }: { words: string; retryWords: string; onRetry: () => void }) {
  return (
    <div role="alert" className="flex flex-wrap items-center gap-3 px-5 py-4">
      <p className="font-medium text-amber">{words}</p>
      <Button size="small" onClick={onRetry}>
        {retryWords}
      </Button>
    </div>
  );
}

function EmptyBoard() {
  const t = useTranslations('board.feed');
  const ts = useTranslations('shell');
  const mayWrite = useMayWrite();
  return (
    <Empty
      action={
        mayWrite && (
          <div className="flex flex-wrap gap-2.5">
            <ButtonLink href="/events/new/threat" variant="primary">
              {ts('logThreat')}
            </ButtonLink>
            <ButtonLink href="/events/new/incident">{ts('logIncident')}</ButtonLink>
          </div>
        )
      }
    >
      {t('none')} <Scope className="ms-1 text-ink-3" />
    </Empty>
  );
}
