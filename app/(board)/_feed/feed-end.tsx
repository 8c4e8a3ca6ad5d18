'use client';

import { useTranslations } from 'next-intl';
import type { Feed } from '../../_live/use-feed';
import { useMayWrite } from '../../_session/viewer';
import { Button } from '../../_ui/button';
import { ButtonLink } from '../../_ui/button-link';
import { Empty } from '../../_ui/empty';
import { useFilters } from '../_filters/use-filters';
import { Scope } from '../_state/scope';
import { useView } from '../view';

type FeedEndProps = {
  count: number;
  hasMore: boolean;
  loading: Feed['loading'];
  onLoad: () => Promise<void>;
};

/** Below the last row: the end of the list, a loading line, or what failed with a retry button. */
export function FeedEnd({ count, hasMore, loading, onLoad }: FeedEndProps) {
  const t = useTranslations('board.feed');
  const tc = useTranslations('common');
  const { fetching, retry } = useView();
  const { values, clear } = useFilters();
  if (fetching === 'failed') {
    return <Failure words={t('filterFailed')} retryWords={tc('retry')} onRetry={retry} />;
  }
  if (fetching === 'fetching') return <p className="px-5 py-5 text-ink-2">{t('loading')}</p>;
  if (loading === 'failed') {
    return <Failure words={t('failed')} retryWords={tc('retry')} onRetry={() => void onLoad()} />;
  }
  if (hasMore) return <p className="px-5 py-5 text-ink-2">{t('loading')}</p>;
  if (count > 0) {
    return (
      <p className="px-5 py-5 text-ink-3">
        {t('end', { count })} <Scope className="ms-1" />
      </p>
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
