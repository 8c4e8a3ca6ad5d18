'use client';

import { useTranslations } from 'next-intl';
import { type RefObject, useEffect, useState } from 'react';
import type { Threatened } from '@/db/model/board';
import { highestSeverity } from '@/db/model/event/threatened';
import { type Severity, severities } from '@/db/model/words';

type BelowProps = { scroller: RefObject<HTMLElement | null>; entries: readonly Threatened[] };

/** Missions below the view: how many, the highest severity, and how many have it. */
type Rest = { count: number; severity: Severity; worst: number };

/** An entry counts as seen when this part of it is. */
const seenPart = 0.6;

/** "38 below: 2 extreme": what is out of view at the end of the list; a click scrolls to it. */
export function Below({ scroller, entries }: BelowProps) {
  const t = useTranslations('board.threats');
  const tw = useTranslations('words.severities');
  const rest = useBelow(scroller, entries);
  if (rest === null) return null;
  return (
    <button
      type="button"
      data-print="no"
      tabIndex={-1}
      onClick={() => scroller.current?.scrollBy({ top: scroller.current.clientHeight, behavior: 'smooth' })}
      className="threats-below"
    >
      {t('below', { ...rest, severity: tw(rest.severity).toLocaleLowerCase() })}
    </button>
  );
}

function useBelow(scroller: RefObject<HTMLElement | null>, entries: readonly Threatened[]): Rest | null {
  const [rest, setRest] = useState<Rest | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other entries are other elements.
  useEffect(() => {
    const root = scroller.current;
    if (!root) return;
    const below = new Set<Element>();
    const observer = new IntersectionObserver(
      (changes) => {
        for (const { target, intersectionRatio, boundingClientRect, rootBounds } of changes) {
          const isBelow = boundingClientRect.bottom > (rootBounds?.bottom ?? Number.POSITIVE_INFINITY);
          if (isBelow && intersectionRatio < seenPart) below.add(target);
          else below.delete(target);
        }
        setRest(restOf(below));
      },
      { root, threshold: [0, seenPart] },
    );
    for (const element of root.querySelectorAll('.threats-list > li')) observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, entries]);
  return rest;
}

function restOf(below: ReadonlySet<Element>): Rest | null {
  const missions = [...below].map((element) => {
    const { count, severity } = element instanceof HTMLElement ? element.dataset : {};
    return { count: Number(count ?? 1), severity: severities.find((one) => one === severity) ?? 'unknown' };
  });
  const severity = highestSeverity(missions);
  if (severity === null) return null;
  const sum = (some: typeof missions) => some.reduce((all, one) => all + one.count, 0);
  return {
    count: sum(missions),
    severity,
    worst: sum(missions.filter((one) => one.severity === severity)),
  };
}
