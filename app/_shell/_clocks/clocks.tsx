'use client';

import { useTranslations } from 'next-intl';
import { cityOfZone } from '@/db/model/places/time-zones';
import { useNow } from '../../_i18n/now';
import { useFormats, useFormatsIn } from '../../_i18n/use-formats';
import { useAttackPlaces } from './attack-places';
import type { ClockPlace } from './clock-places';

type Shown = { label: string; timeZone: string; isAttack?: boolean };

/**
 * Local time at each attack, the user's time, UTC, and the pinned places; each named, and no time zone twice. On
 * one line: clocks that do not fit wrap to a line that is not shown, also the first one, which needs an item before it.
 */
export function Clocks({ pinned }: { pinned: readonly ClockPlace[] }) {
  const t = useTranslations('shell.clocks');
  const { city: cityOf, timeZone } = useFormats();
  const attacked = useAttackPlaces();
  const named = ({ city, country, timeZone: zone }: ClockPlace) => ({
    label: cityOf(city, country),
    timeZone: zone,
  });
  const clocks: Shown[] = [
    ...attacked.map((place) => ({ ...named(place), isAttack: true })),
    { label: cityOf(cityOfZone(timeZone), null), timeZone },
    { label: 'UTC', timeZone: 'UTC' },
    ...pinned.map(named),
  ];
  const shown = clocks.filter(
    (clock, index) =>
      clocks.findIndex(
        (one) => one.timeZone === clock.timeZone && (one.label === clock.label || clock.timeZone === 'UTC'),
      ) === index,
  );
  return (
    <ul
      aria-label={t('title')}
      className="flex h-[1.4em] flex-wrap justify-end gap-x-3.5 overflow-hidden leading-[1.4] before:-me-3.5 before:content-[''] font-mono text-small whitespace-nowrap text-ink-2"
    >
      {shown.map((clock) => (
        <li key={`${clock.timeZone} ${clock.label}`}>
          <Clock {...clock} />
        </li>
      ))}
    </ul>
  );
}

function Clock({ label, timeZone, isAttack = false }: Shown) {
  const now = useNow();
  const { time, date, weekday, zone } = useFormatsIn(timeZone);
  return (
    <time
      dateTime={now.toISOString()}
      data-tip={`${weekday(now)}, ${date(now)} (${zone(now)})`}
      className={isAttack ? 'font-bold text-alarm' : undefined}
    >
      {time(now)} {label}
    </time>
  );
}
