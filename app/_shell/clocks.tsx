'use client';

import { useNow } from '../_i18n/now';
import { useFormats, useFormatsIn } from '../_i18n/use-formats';

/** A place whose time the header shows. */
export type ClockPlace = { country: string; city: string; timeZone: string };

/** UTC, and the main host country's time. */
export function Clocks({ place }: { place: ClockPlace | null }) {
  const { city: cityOf } = useFormats();
  return (
    <div className="flex gap-2 font-mono text-small whitespace-nowrap text-ink-2">
      <Clock label="UTC" timeZone="UTC" />
      {place && (
        <>
          <span aria-hidden>·</span>
          <Clock label={cityOf(place.city, place.country)} timeZone={place.timeZone} />
        </>
      )}
    </div>
  );
}

function Clock({ label, timeZone }: { label: string; timeZone: string }) {
  const now = useNow();
  const { time, date, weekday, zone } = useFormatsIn(timeZone);
  return (
    <time dateTime={now.toISOString()} data-tip={`${weekday(now)}, ${date(now)} (${zone(now)})`}>
      {time(now)} {label}
    </time>
  );
}
