'use client';

import { useNow } from '../_i18n/now';
import { useFormatsIn } from '../_i18n/use-formats';

/** A place whose time the header shows. */
export type ClockPlace = { label: string; timeZone: string };

/** UTC, and the main host country's time. */
export function Clocks({ place }: { place: ClockPlace | null }) {
  return (
    <div className="flex gap-2 font-mono text-small whitespace-nowrap text-ink-2">
      <Clock label="UTC" timeZone="UTC" />
      {place && (
        <>
          <span aria-hidden>·</span>
          <Clock {...place} />
        </>
      )}
    </div>
  );
}

function Clock({ label, timeZone }: ClockPlace) {
  const now = useNow();
  const { time, date, weekday, zone } = useFormatsIn(timeZone);
  return (
    <time dateTime={now.toISOString()} data-tip={`${weekday(now)}, ${date(now)} (${zone(now)})`}>
      {time(now)} {label}
    </time>
  );
}
