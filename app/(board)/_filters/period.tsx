'use client';

import { useTimeZone, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { dayAfter, dayOfLimit, lastDay, startOfDay } from '../../_i18n/period-days';
import { controlClass } from '../../_ui/inputs/control';
import { CollapsibleFilter } from './collapsible-filter';
import { useFilters } from './use-filters';

const debounceMillis = 600;

/** The period in which events happened, both days included, in the reader's time zone. */
export function Period({ isFolded }: { isFolded: boolean }) {
  const t = useTranslations('board.filters');
  const { of } = useFilters();
  const isSet = of('from').length + of('to').length > 0;
  return (
    <CollapsibleFilter title={t('period')} isOpen={!isFolded || isSet} className="gap-2">
      <Day name="from" label={t('from')} />
      <Day name="to" label={t('to')} />
    </CollapsibleFilter>
  );
}

/** The field reports an empty value while a part is typed, and a date for each digit of a year. */
function isWhole(typed: string | null): typed is string {
  return typed !== null && typed >= '1000' && typed <= lastDay;
}

/** An instant, so that a link shows the same events in every time zone. */
function limitOf(name: 'from' | 'to', day: string, timeZone: string): string {
  return startOfDay(name === 'to' ? dayAfter(day) : day, timeZone);
}

/** A native date field. A date is applied after a pause in typing, since every digit of a year makes a valid date. */
function Day({ name, label }: { name: 'from' | 'to'; label: string }) {
  const { of, set } = useFilters();
  const timeZone = useTimeZone() ?? 'UTC';
  const limit = of(name)[0];
  const kept = limit === undefined ? '' : (dayOfLimit(name, limit, timeZone) ?? '');
  const [typed, setTyped] = useState<string | null>(null);
  useEffect(() => {
    // An empty value can mean that a part is being typed; it is applied when the field loses focus.
    if (!isWhole(typed)) return;
    const timer = setTimeout(() => {
      set(name, [limitOf(name, typed, timeZone)]);
      setTyped(null);
    }, debounceMillis);
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
