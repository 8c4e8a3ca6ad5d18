'use client';

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Arrival } from '../data/arrivals';
import type { LiveView } from '../frame/live-view';
import { project, type Size, type View } from '../frame/mercator';

type PulsesProps = { arrivals: readonly Arrival[]; liveView: LiveView; view: View; size: Size };

/** A ring that widens once where something has arrived. */
export function Pulses({ arrivals, liveView, view, size }: PulsesProps) {
  const layer = useRef<HTMLDivElement>(null);
  const [ended, setEnded] = useState<{ of: readonly Arrival[]; keys: readonly string[] }>({
    of: arrivals,
    keys: [],
  });
  const over = ended.of === arrivals ? ended.keys : [];
  const running = arrivals.filter(({ key }) => !over.includes(key));
  const follow = useEffectEvent((now: View) => {
    running.forEach((arrival, index) => {
      const ring = layer.current?.children[index];
      const { x, y } = project(now, size, arrival);
      if (ring instanceof HTMLElement) ring.style.translate = `${x}px ${y}px`;
    });
  });
  useEffect(() => liveView.subscribe((now) => follow(now)), [liveView]);
  return (
    <div ref={layer} aria-hidden className="pointer-events-none absolute inset-0">
      {running.map((arrival) => {
        const { x, y } = project(view, size, arrival);
        return (
          <span
            key={arrival.key}
            className="map-pulse"
            data-pulse=""
            data-alarm={arrival.isAlarm || undefined}
            style={{ translate: `${x}px ${y}px` }}
            onAnimationEnd={() =>
              // Several may end in the same frame.
              setEnded((before) => ({
                of: arrivals,
                keys: [...(before.of === arrivals ? before.keys : []), arrival.key],
              }))
            }
          />
        );
      })}
    </div>
  );
}
