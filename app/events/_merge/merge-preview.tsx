'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Event } from '@/db/model/event/event';
import { tlps } from '@/db/model/words';
import { cx } from '../../_ui/cx';
import { TlpLabel } from '../../_ui/labels/tlp';
import { useDescribe } from '../_names/describe';
import { useFieldName } from '../_names/field-name';
import type { Origin, MergePreview as Preview } from './preview';
import { useNamesOf } from './use-names-of';

type MergePreviewProps = { merged: Event; into: Event; preview: Preview };

/** Both records side by side and what becomes of them: where they differ, and every list with what is taken over. */
export function MergePreview({ merged, into, preview }: MergePreviewProps) {
  const t = useTranslations('event.merge');
  const nameOf = useFieldName();
  const record = useTranslations('event.record');
  const describe = useDescribe(useNamesOf(merged, into));
  const { fields, lists, isRed, isToBeConfirmed } = preview;
  const columns = [
    t('columns.stays', { ref: into.ref }),
    t('columns.goes', { ref: merged.ref }),
    t('columns.result'),
  ] as const;
  const sayAs = (path: string) => (value: unknown) => {
    const tlp = path === 'tlp' && tlps.find((one) => one === value);
    return tlp ? <TlpLabel tlp={tlp} /> : describe(path, value);
  };
  const from = (origin: Origin) =>
    origin === 'into' ? null : origin === 'both' ? t('ofBoth') : t('from', { ref: merged.ref });
  const listName = (path: string) => (path === 'aliases' ? record('aliases') : nameOf(path));

  return (
    <section aria-labelledby="merge-preview" className="flex flex-col gap-2">
      <h3 id="merge-preview" className="font-medium">
        {t('preview')}
      </h3>
      <div>
        <div
          aria-hidden
          className={cx(rowClass, 'border-b border-edge pb-1 text-small text-ink-2 max-sm:hidden')}
        >
          <span />
          {columns.map((column) => (
            <span key={column}>{column}</span>
          ))}
        </div>
        <ul className="divide-y divide-line border-b border-line">
          {fields.map(({ path, into: own, merged: other, result, from: origin }) => {
            const say = sayAs(path);
            return (
              <Row
                key={path}
                name={nameOf(path)}
                columns={columns}
                cells={[
                  say(own),
                  say(other),
                  <Result key="result" value={say(result)} from={from(origin)} />,
                ]}
              />
            );
          })}
          {lists.map(({ path, into: own, merged: other, result }) => {
            const items = (values: readonly unknown[]) =>
              values.map((value, index) => ({ value: describe(`${path}.${index}`, value), from: null }));
            return (
              <Row
                key={path}
                name={listName(path)}
                columns={columns}
                cells={[
                  <Items key="own" items={items(own)} />,
                  <Items key="other" items={items(other)} />,
                  <Items
                    key="result"
                    isResult
                    items={result.map(({ item, from: origin }, index) => ({
                      value: describe(`${path}.${index}`, item),
                      from: path === 'aliases' ? null : from(origin),
                    }))}
                  />,
                ]}
              />
            );
          })}
        </ul>
      </div>
      <ul className="flex flex-col gap-1 text-small text-ink-2">
        <li>{t('rest', { ref: merged.ref })}</li>
        {isRed && <li>{t('red')}</li>}
        {isToBeConfirmed && (
          <li className="font-medium text-amber">
            {t('toBeConfirmed', { ref: merged.ref, kind: merged.kind })}
          </li>
        )}
      </ul>
    </section>
  );
}

const rowClass = 'grid gap-x-4 gap-y-1 sm:grid-cols-[8rem_minmax(0,1fr)_minmax(0,1fr)_minmax(0,1fr)]';

type RowProps = { name: string; columns: readonly [string, string, string]; cells: readonly ReactNode[] };

function Row({ name, columns, cells }: RowProps) {
  const t = useTranslations('event.history');
  return (
    <li className={cx(rowClass, 'py-1.5')}>
      <p className="text-small text-ink-2 max-sm:font-medium">{name}</p>
      {columns.map((column, index) => (
        <div
          key={column}
          className="flex min-w-0 gap-x-2 wrap-anywhere max-sm:grid max-sm:grid-cols-[7rem_minmax(0,1fr)]"
        >
          <span className="text-small text-ink-2 sm:sr-only">{column}</span>
          <div className={cx('min-w-0', index < 2 && 'text-ink-2')}>
            {cells[index] ?? <span className="text-ink-3">{t('nothing')}</span>}
          </div>
        </div>
      ))}
    </li>
  );
}

function Result({ value, from }: { value: ReactNode; from: string | null }) {
  const t = useTranslations('event.history');
  return (
    <>
      <span className="line-clamp-4">{value ?? <span className="text-ink-3">{t('nothing')}</span>}</span>
      {from && <span className="block text-small text-ink-2">{from}</span>}
    </>
  );
}

type ItemsProps = { items: readonly { value: string | null; from: string | null }[]; isResult?: boolean };

function Items({ items, isResult = false }: ItemsProps) {
  const t = useTranslations('event.history');
  if (items.length === 0) return <span className="text-ink-3">{t('nothing')}</span>;
  return (
    <ul className="flex flex-col gap-0.5">
      {items.map(({ value, from }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items may be equal, and the list does not change.
        <li key={index} className={cx(isResult && from && 'border-s-2 border-ink ps-2')}>
          {value}
          {from && <span className="text-small text-ink-2"> ({from})</span>}
        </li>
      ))}
    </ul>
  );
}
