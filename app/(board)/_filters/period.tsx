'use client';

import { useTimeZone, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { dayAfter, dayOfLimit, startOfDay } from '../../_i18n/period-days';
import { controlClass } from '../../_ui/inputs/control';
import { FilterFold } from './filter-fold';
import { useFilters } from './use-filters';

const restMillis = 600;

/** When it happened: from and to, both days included; the reader's days, as the rows show them. */
export function Period() {
  const t = useTranslations('board.filters');
  const { of } = useFilters();
  const isSet = of('from').length + of('to').length > 0;
  return (
    <FilterFold title={t('period')} isOpen={isSet} className="gap-2">
      <Day name="from" label={t('from')} />
      <Day name="to" label={t('to')} />
    </FilterFold>
  );
}

const lastDay = '9999-12-29';

/** Empty is what the field says while a part is typed; each digit of a year makes a date. */
function isWhole(typed: string | null): typed is string {
  return typed !== null && typed >= '1000' && typed <= lastDay;
}

/** An instant, so that a link shows the same to a reader of another zone. */
function limitOf(name: 'from' | 'to', day: string, timeZone: string): string {
  return startOfDay(name === 'to' ? dayAfter(day) : day, timeZone);
}

/** A native date field; a date counts once the typing rests, since each digit of a year makes a date. */
function Day({ name, label }: { name: 'from' | 'to'; label: string }) {
  const { of, set } = useFilters();
  const timeZone = useTimeZone() ?? 'UTC';
  const limit = of(name)[0];
  const kept = limit === undefined ? '' : (dayOfLimit(name, limit, timeZone) ?? '');
  const [typed, setTyped] = useState<string | null>(null);
  useEffect(() => {
    // Empty is also what the field says while a part is being typed: that counts when it is left.
    if (!isWhole(typed)) return;
    const timer = setTimeout(() => {
      set(name, [limitOf(name, typed, timeZone)]);
      setTyped(null);
    }, restMillis);
    return () => clearTimeout(timer);
  }, [typed, name, set, timeZone]);
  return (
    <label className="flex items-center gap-2">
      <span className="w-10 shrink-0">{label}</span>
      <input
        type="date"
        max={lastDay}
        value={typed ?? kept}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => {
          if (typed === '') set(name, []);
          else if (isWhole(typed)) set(name, [limitOf(name, typed, timeZone)]);
          setTyped(null);
        }}
        className={`${controlClass} min-w-0 px-2`}
      />
    </label>
  );
}
