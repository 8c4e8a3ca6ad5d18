'use client';

import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useState } from 'react';
import { controlClass } from '../../_ui/control';
import { useFilters } from './use-filters';

const restMillis = 600;

/** When it happened: from and to, both days included. */
export function Period() {
  const t = useTranslations('board.filters');
  const { of } = useFilters();
  const id = useId();
  const isSet = of('from').length + of('to').length > 0;
  return (
    <details open={isSet || undefined} className="group">
      <summary
        id={id}
        className="-ms-1 flex min-h-7 cursor-pointer list-none items-center gap-1 rounded-mark ps-1 text-small font-bold text-ink-2 hover:text-ink [&::-webkit-details-marker]:hidden"
      >
        {t('period')}
        <ChevronRight
          aria-hidden
          className="ms-auto size-3.5 text-ink-3 group-open:rotate-90 rtl:-scale-x-100"
        />
      </summary>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset inside details has its name in the summary. */}
      <div role="group" aria-labelledby={id} className="mt-1 flex flex-col gap-2">
        <Day name="from" label={t('from')} />
        <Day name="to" label={t('to')} />
      </div>
    </details>
  );
}

/** A native date field; a date counts once the typing rests, since each digit of a year makes a date. */
function Day({ name, label }: { name: 'from' | 'to'; label: string }) {
  const { of, set } = useFilters();
  const kept = of(name)[0]?.slice(0, 10) ?? '';
  const [typed, setTyped] = useState<string | null>(null);
  useEffect(() => {
    // Empty is also what the field says while a part is being typed: that counts when it is left.
    if (!typed || typed < '1000') return;
    const timer = setTimeout(() => {
      set(name, [typed]);
      setTyped(null);
    }, restMillis);
    return () => clearTimeout(timer);
  }, [typed, name, set]);
  return (
    <label className="flex items-center gap-2">
      <span className="w-10 shrink-0">{label}</span>
      <input
        type="date"
        max="9999-12-31"
        value={typed ?? kept}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => {
          if (typed === '') set(name, []);
          else if (typed && typed >= '1000') set(name, [typed]);
          setTyped(null);
        }}
        className={`${controlClass} min-w-0 px-2`}
      />
    </label>
  );
}
