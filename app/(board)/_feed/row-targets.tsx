'use client';

import { useTranslations } from 'next-intl';
import type { Target } from '@/db/model/event/event';
import { isCountryOnly } from '@/db/model/words';
import { useFormats, useTypeName } from '../../_i18n/use-formats';
import { Flag } from '../../_ui/labels/flag';

const maxShown = 6;

/** Each targeted country with its flag. The target type is named once per run of equal types. */
export function RowTargets({ targets }: { targets: readonly Target[] }) {
  const t = useTranslations('board.row');
  const tc = useTranslations('common');
  const typeName = useTypeName();
  const { shortCountry: nameOf } = useFormats();
  const all = distinct(targets);
  const runs = runsOf(all.slice(0, maxShown));
  return (
    <>
      {runs.map(({ type, countries }) => (
        <span key={`${type} ${countries[0]?.country}`} className="row-fact">
          {countries.map(({ country, isOut }) => (
            <span key={country} className="row-target">
              <Flag country={country} size="small" className={isOut ? 'opacity-50 grayscale' : ''} />
              <span className={`row-wide ${isOut ? 'line-through decoration-ink-3' : ''}`}>
                {' '}
                {nameOf(country)}{' '}
              </span>
            </span>
          ))}
          {type === 'country' ? tc('countryOnly') : typeName(type)}
        </span>
      ))}
      {all.length > maxShown && (
        <span className="row-fact">{t('moreTargets', { count: all.length - maxShown })}</span>
      )}
    </>
  );
}

type TypeShown = Parameters<ReturnType<typeof useTypeName>>[0] | 'country';
type Shown = { country: string; type: TypeShown; isOut: boolean };
type Run = { type: TypeShown; countries: Shown[] };

function runsOf(all: readonly Shown[]): Run[] {
  const runs: Run[] = [];
  for (const one of all) {
    const last = runs.at(-1);
    if (last?.type === one.type) last.countries.push(one);
    else runs.push({ type: one.type, countries: [one] });
  }
  return runs;
}

/** Each combination of country and type once. It counts as out of danger when all of its targets are. */
function distinct(targets: readonly Target[]): Shown[] {
  const byKey = new Map<string, Shown>();
  for (const target of targets) {
    const { country, outcome } = target;
    const shown = typeShown(target);
    const key = `${country} ${shown}`;
    const isOut = outcome !== null && (byKey.get(key)?.isOut ?? true);
    byKey.set(key, { country, type: shown, isOut });
  }
  return [...byKey.values()];
}

function typeShown(target: Target): TypeShown {
  const { type, mission } = target;
  if (isCountryOnly(target)) return 'country';
  // The target's own type matters more than its mission: an ambassador of an embassy is a diplomat.
  return mission && (type === 'embassy' || type === 'consulate') ? mission.type : type;
}
