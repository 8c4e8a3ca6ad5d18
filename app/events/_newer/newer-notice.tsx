'use client';

import { useTranslations } from 'next-intl';
import { usePrincipalName } from '../../_i18n/use-principal-name';
import { Button } from '../../_ui/button';
import { Time } from '../../_ui/labels/time';
import type { Newer } from './use-newer';

type NoticeProps = {
  newer: Newer | null;
  /** Whether there is input to compare with the new version. */
  isDirty: boolean;
  onShow: (newer: Extract<Newer, { is: 'saved' }>) => void;
};

/** Says in the form that another user has saved the record, with a button to compare; it stays in view. */
export function NewerNotice({ newer, isDirty, onShow }: NoticeProps) {
  const t = useTranslations('form.newer');
  const nameOf = usePrincipalName();
  return (
    <div role="status" className="sticky top-[calc(3.75rem+var(--banner))] z-10 empty:sr-only">
      {newer && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-card border border-amber bg-amber-ground px-4 py-3">
          {newer.is === 'gone' ? (
            <p className="grow font-medium">{t('gone')}</p>
          ) : (
            <>
              <p className="min-w-0 grow basis-60">
                <span className="font-medium">
                  {t('saved', { name: nameOf(newer.event.updatedBy) })},{' '}
                  <Time moment={newer.event.updatedAt} />.
                </span>{' '}
                {isDirty && t('kept')}
              </p>
              <Button size="small" onClick={() => onShow(newer)}>
                {isDirty ? t('compare') : t('load')}
              </Button>
            </>
          )}
        </div>
      )}
    </div>
  );
}
