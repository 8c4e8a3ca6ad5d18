import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { auditActs } from '@/db/model/words';
import { lastDay } from '../../_i18n/period-days';
import { Button } from '../../_ui/button';
import { ButtonLink } from '../../_ui/button-link';
import { controlClass } from '../../_ui/inputs/control';
import { type AuditAddress, hrefOf } from './address';

type AuditFilterProps = { address: AuditAddress; people: readonly { id: string; name: string }[] };

/** Filters the audit by person, action and date. A plain GET form. */
export function AuditFilter({ address, people }: AuditFilterProps) {
  const t = useTranslations('admin.audit');
  const { type, by, what, from, to } = address;
  const isSet = [by, what, from, to].some((value) => value !== undefined);
  return (
    <form
      // Remounts the fields when the address changes by a link.
      key={hrefOf(address)}
      method="get"
      action="/admin/audit"
      aria-label={t('filter.title')}
      className="grid grid-cols-2 items-end gap-x-4 gap-y-2.5 md:flex md:flex-wrap"
    >
      <input type="hidden" name="type" value={type} />
      <Labelled id="audit-by" label={t('filter.by')} className="col-span-2">
        <select id="audit-by" name="by" defaultValue={by ?? ''} className={`${controlClass} md:w-56`}>
          <option value="">{t('filter.anybody')}</option>
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </Labelled>
      <Labelled id="audit-what" label={t('filter.what')} className="col-span-2">
        <select id="audit-what" name="what" defaultValue={what ?? ''} className={`${controlClass} md:w-64`}>
          <option value="">{t('filter.anything')}</option>
          {auditActs
            .filter((act) => act !== 'unknown')
            .map((act) => (
              <option key={act} value={act}>
                {t(`acts.${act}`)}
              </option>
            ))}
        </select>
      </Labelled>
      <Labelled id="audit-from" label={t('filter.from')}>
        <input
          id="audit-from"
          type="date"
          name="from"
          defaultValue={from}
          max={lastDay}
          className={controlClass}
        />
      </Labelled>
      <Labelled id="audit-to" label={t('filter.to')}>
        <input id="audit-to" type="date" name="to" defaultValue={to} max={lastDay} className={controlClass} />
      </Labelled>
      <div className="col-span-2 flex gap-2.5">
        <Button type="submit">{t('filter.show')}</Button>
        {isSet && <ButtonLink href={hrefOf({ type })}>{t('filter.clear')}</ButtonLink>}
      </div>
    </form>
  );
}

function Labelled({
  id,
  label,
  className,
  children,
}: {
  id: string;
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div className={`flex min-w-0 flex-col gap-1 ${className ?? ''}`}>
      <label htmlFor={id} className="text-small text-ink-2">
        {label}
      </label>
      {children}
    </div>
  );
}
