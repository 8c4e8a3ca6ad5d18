'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { cityOfZone } from '@/db/model/places/time-zones';
import { useNow } from '../_i18n/now';
import { useFormats, useFormatsIn } from '../_i18n/use-formats';
import type { LiveStatus } from '../_live/client';
import { useBoardState } from '../_live/provider';
import type { ThreatsNow } from '../_live/threats-now';
import { attackPlaces } from '../(board)/_state/attack-places';
import { LiveStatusLabel } from '../(board)/_state/live-indicator';

/** How many missions are under threat, whether the wall is current, and the time: never covered, never in turns. */
export function WallHead({ threats, live }: { threats: ThreatsNow; live: LiveStatus }) {
  const t = useTranslations('wall');
  const { lastAt } = useBoardState();
  const { threatened } = threats.total;
  const { timeOrMoment } = useFormats();
  const now = useNow();
  return (
    <header className="wall-head">
      <h1 className={threatened > 0 ? 'wall-count text-alarm' : 'wall-count'}>
        {t.rich('count', { count: threatened, n: (n) => <b>{n}</b> })}
        {threats.tally.attacked > 0 && <strong>{t('attacked', { count: threats.tally.attacked })}</strong>}
        {threats.hidden.threatened > 0 && <small>{t('hidden', { count: threats.hidden.threatened })}</small>}
      </h1>
      <div className="wall-live">
        <LiveStatusLabel status={live.status} />
        {lastAt && <small>{t.rich('lastRecord', { when: () => timeOrMoment(new Date(lastAt), now) })}</small>}
      </div>
      <WallClocks />
    </header>
  );
}

function WallClocks() {
  const { active } = useBoardState();
  const { city: cityOf, timeZone } = useFormats();
  const attacked = useMemo(() => attackPlaces(active.values()), [active]);
  const clocks = [
    ...attacked.map((place) => ({ label: cityOf(place.city, place.country), timeZone: place.timeZone })),
    { label: cityOf(cityOfZone(timeZone), null), timeZone },
    { label: 'UTC', timeZone: 'UTC' },
  ].filter((clock, index, all) => all.findIndex((one) => one.timeZone === clock.timeZone) === index);
  return (
    <ul className="wall-clocks">
      {clocks.map((clock) => (
        <WallClock key={clock.timeZone} {...clock} />
      ))}
    </ul>
  );
}

function WallClock({ label, timeZone }: { label: string; timeZone: string }) {
  const now = useNow();
  const { time } = useFormatsIn(timeZone);
  return (
    <li>
      <time dateTime={now.toISOString()}>{time(now)}</time>
      <span>{label}</span>
    </li>
  );
}
