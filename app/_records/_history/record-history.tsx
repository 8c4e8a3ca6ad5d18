'use client';

import { useTranslations } from 'next-intl';
import type { HistoryItem } from '@/db/model/reference';
import { isolated } from '../../_i18n/bidi';
import { usePrincipalName } from '../../_i18n/use-principal-name';
import { Time } from '../../_ui/labels/time';
import { Section } from '../section';
import { type DescribedType, useRecordValues } from './use-record-values';

type RecordHistoryProps = {
  type: DescribedType;
  /** Newest first. */
  items: readonly HistoryItem[];
  /** Names of actors by id. */
  actors?: Readonly<Record<string, string>>;
  /** Said if nothing has been changed since the record came with the program. */
  none: string;
};

/** Who changed what of a record, and when; newest first. */
export function RecordHistory({ type, items, actors, none }: RecordHistoryProps) {
  const t = useTranslations('event.history');
  const by = usePrincipalName();
  const { nameOf, describe } = useRecordValues(type, actors);
  return (
    <Section title={t('title')} empty={items.length === 0 && none}>
      <ol>
        {items.map((item) => (
          <li key={item.version} className="flex flex-col gap-1.5 border-b border-line py-2.5">
            <p className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span>
                <b>{t(item.what)}</b>
                <span className="text-ink-2">, {by(item.by)}</span>
              </span>
              <span className="text-small text-ink-2">
                <Time moment={item.at} isFocusable />
              </span>
            </p>
            {item.reason && <p>{t('reason', { reason: isolated(item.reason) })}</p>}
            {item.changes.length > 0 && (
              <dl className="flex flex-col gap-1 text-small">
                {item.changes.map(({ path, before, after }) => (
                  <div key={path}>
                    <dt className="text-ink-2">{nameOf(path)}</dt>
                    <dd className="whitespace-pre-line">
                      <del className="text-ink-2 decoration-ink-3">
                        {describe(path, before) ?? t('nothing')}
                      </del>
                      <span aria-hidden className="text-ink-3">
                        {' → '}
                      </span>
                      <span className="sr-only"> {t('arrow')} </span>
                      <ins className="no-underline">{describe(path, after) ?? t('nothing')}</ins>
                    </dd>
                  </div>
                ))}
              </dl>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}
