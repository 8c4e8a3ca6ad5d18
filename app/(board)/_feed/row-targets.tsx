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
  const shown = all.slice(0, maxShown);
  return (
    <>
      {shown.map(({ country, type, isOut }, index) => (
        <span key={`${country} ${type}`} className="inline-flex items-center gap-1.5 whitespace-nowrap">
          <Flag country={country} size="small" />
          <span className={isOut ? 'line-through decoration-ink-3' : undefined}>{nameOf(country)}</span>
          {shown[index + 1]?.type !== type && (
            <span className="text-ink-3">{type === 'country' ? tc('countryOnly') : typeName(type)}</span>
          )}
        </span>
      ))}
      {all.length > maxShown && <span>{t('moreTargets', { count: all.length - maxShown })}</span>}
    </>
  );
}

type TypeShown = Parameters<ReturnType<typeof useTypeName>>[0] | 'country';
type Shown = { country: string; type: TypeShown; isOut: boolean };

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
