'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMayDeleteShared, useViewerId } from '../../_session/viewer';
import { Button } from '../../_ui/button';
import { Checkbox } from '../../_ui/inputs/checkbox';
import { TextInput } from '../../_ui/inputs/text-input';
import { notify } from '../../_ui/overlays/notices';
import { currentLayout } from './current-layout';
import type { OpenedView } from './opened-view';
import { changeView, deleteView } from './send-view';
import { setStartView, startView } from './start-view';
import type { ViewMenuProps } from './view-menu';
import type { SendView } from './view-panel';

type OpenViewProps = {
  page: ViewMenuProps['page'];
  view: OpenedView;
  isOwn: boolean;
  /** The filter in use. */
  query: string;
  /** Whether it differs from that of the view. */
  isChanged: boolean;
  send: SendView;
  isBusy: boolean;
};

/** What can be done with the open view. Its owner alone changes it. */
export function OpenView({ page, view, isOwn, query, isChanged, send, isBusy }: OpenViewProps) {
  const t = useTranslations('board.views');
  const router = useRouter();
  const viewer = useViewerId();
  const mayDelete = useMayDeleteShared() || isOwn;
  const [isStart, setStart] = useState(() => startView(viewer) === view.id);
  const [asked, setAsked] = useState<'rename' | 'delete' | null>(null);
  const [name, setName] = useState(view.name);
  const change = (given: Parameters<typeof changeView>[1]) => send(() => changeView(view, given));

  async function remove(): Promise<void> {
    if ((await send(() => deleteView(view, t('deleteReason')))) === null) return;
    if (isStart) setStartView(viewer, null);
    notify(t('deleted', { name: view.name }));
    // The filter stays: it is what the reader looks at.
    router.replace(query === '' ? page : `${page}?${query}`);
  }
  async function copy(): Promise<void> {
    const link = new URL(`/views/${view.id}`, location.href).href;
    await navigator.clipboard.writeText(link).then(
      () => notify(t('copied')),
      () => notify(link, { isError: true }),
    );
  }

  return (
    <section aria-label={t('ofView', { name: view.name })} className="view-open">
      {isChanged && <p className="text-small text-ink-2">{t('changed')}</p>}
      <div className="flex flex-wrap gap-1.5">
        {isOwn && isChanged && (
          <Button
            size="small"
            variant="primary"
            isBusy={isBusy}
            onClick={() =>
              void change({ query, ...(view.layout && page === '/' && { layout: currentLayout() }) })
            }
          >
            {t('overwrite')}
          </Button>
        )}
        {isOwn && (
          <Button
            size="small"
            aria-expanded={asked === 'rename'}
            onClick={() => setAsked(asked === 'rename' ? null : 'rename')}
          >
            {t('rename')}
          </Button>
        )}
        <Button size="small" onClick={() => void copy()}>
          {t('copyLink')}
        </Button>
        {mayDelete && (
          <Button
            size="small"
            aria-expanded={asked === 'delete'}
            onClick={() => setAsked(asked === 'delete' ? null : 'delete')}
          >
            {t('delete')}
          </Button>
        )}
      </div>
      {asked === 'rename' && (
        <form
          className="flex gap-1.5"
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() !== '') void change({ name: name.trim() });
          }}
        >
          <TextInput
            value={name}
            onChange={setName}
            aria-label={t('name')}
            maxLength={80}
            autoFocus
            className="min-w-0 grow"
          />
          <Button type="submit" size="small" isBusy={isBusy}>
            {t('save')}
          </Button>
        </form>
      )}
      {asked === 'delete' && (
        <div className="flex flex-wrap items-center gap-1.5">
          <p className="grow">{t(view.shared ? 'confirmShared' : 'confirm')}</p>
          <Button size="small" variant="danger" isBusy={isBusy} autoFocus onClick={() => void remove()}>
            {t('delete')}
          </Button>
        </div>
      )}
      <div>
        <Checkbox
          isChecked={isStart}
          onChange={(next) => {
            setStartView(viewer, next ? view.id : null);
            setStart(next);
          }}
        >
          {t('openAtStart')}
        </Checkbox>
        {isOwn && (
          <Checkbox
            isChecked={view.shared}
            isDisabled={isBusy}
            onChange={(shared) => void change({ shared })}
          >
            {t('share')}
          </Checkbox>
        )}
        {isOwn && page === '/' && (
          <Checkbox
            isChecked={view.layout !== null}
            isDisabled={isBusy}
            onChange={(next) => void change({ layout: next ? currentLayout() : null })}
          >
            {t('withLayout')}
          </Checkbox>
        )}
      </div>
    </section>
  );
}
