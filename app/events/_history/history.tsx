import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { HistoryItem } from '@/db/model/reference';
import { tlps } from '@/db/model/words';
import { isolated } from '../../_i18n/bidi';
import { usePrincipalName } from '../../_i18n/use-principal-name';
import { Time } from '../../_ui/labels/time';
import { TlpLabel } from '../../_ui/labels/tlp';
import { type Names, useDescribe } from '../_names/describe';
import { useFieldName } from '../_names/field-name';
import { targetsAfter } from './targets-after';

type HistoryProps = {
  items: readonly HistoryItem[];
  names: Names;
  /** The current targets. */
  targets: readonly unknown[];
};

/** The history: who changed what, when and why; newest first. */
export function History({ items, names, targets }: HistoryProps) {
  const t = useTranslations('event.history');
  const by = usePrincipalName();
  const targetsOf = targetsAfter(items, targets);
  return (
    <section aria-labelledby="history" className="flex flex-col gap-3">
      <h2 id="history" className="text-title font-bold">
        {t('title')}
      </h2>
      <ol className="flex flex-col">
        {items.map((item, index) => (
          <li key={item.version} className="flex flex-col gap-2 border-t border-line py-3">
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
            <Changes item={item} names={names} targets={targetsOf[index] ?? []} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Changes({ item, names, targets }: { item: HistoryItem } & Omit<HistoryProps, 'items'>) {
  const t = useTranslations('event.history');
  const nameOf = useFieldName();
  const describe = useDescribe(names);
  const nameOfTarget = (index: number) => {
    const target = targets[index];
    if (typeof target !== 'object' || target === null) return null;
    return describe(`targets.${index}`, { ...target, outcome: null });
  };
  const nothing = <span className="text-ink-3">{t('nothing')}</span>;
  if (item.changes.length === 0) return null;
  return (
    <dl className="flex flex-col gap-1.5 text-small">
      {item.changes.map(({ path, before, after }) => {
        const was = path === 'tlp' ? markingOf(before) : describe(path, before);
        const is = path === 'tlp' ? markingOf(after) : describe(path, after);
        return (
          <div key={path}>
            <dt className="text-ink-2">{nameOf(path, nameOfTarget)}</dt>
            <dd className="min-w-0 whitespace-pre-line">
              {was ? <del className="text-ink-2 decoration-ink-3">{was}</del> : nothing}
              <span aria-hidden className="text-ink-3">
                {' → '}
              </span>
              <span className="sr-only"> {t('arrow')} </span>
              {is ? <ins className="no-underline">{is}</ins> : nothing}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function markingOf(value: unknown): ReactNode {
  const tlp = tlps.find((one) => one === value);
  return tlp && <TlpLabel tlp={tlp} />;
}
