'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { Threatened } from '@/db/model/board';
import { useFormats } from '../../_i18n/use-formats';
import { useBoardState } from '../../_live/provider';
import { useClearance } from '../../_session/viewer';
import { Flag } from '../../_ui/labels/flag';
import { SeverityLabel, UnderAttackLabel } from '../../_ui/labels/severity';
import { TlpLabel } from '../../_ui/labels/tlp';
import { Stamp } from '../_state/stamp';
import { stickyHeight } from '../sticky-height';
import { useSharedBand } from './band-context';
import { eventsOf, strictestOf } from './cards';

/** More than fit on the widest wall display. */
const maxFlags = 80;

/** One line with the threatened missions and their severity, shown once the band has scrolled out of view. */
export function StickyBand() {
  const t = useTranslations('board.band');
  const tc = useTranslations('common');
  const clearance = useClearance();
  const { entries, total } = useSharedBand();
  const { country: nameOf, city: cityOf } = useFormats();
  const { end, isScrolledPast } = useIsScrolledPast();
  return (
    <>
      <div ref={end} />
      <div className="sticky-band sticky z-10 h-0">
        {isScrolledPast && (
          <div className="flex h-10 items-center gap-4 border-b border-line bg-paper px-5 max-sm:gap-2 max-sm:px-3.5">
            <p className="shrink-0 font-bold" data-tip={tc('scope', { tlp: clearance.toUpperCase() })}>
              {t.rich('short', {
                count: total.threatened,
                n: (figure) => (
                  <span className={total.threatened > 0 ? 'text-alarm' : undefined}>{figure}</span>
                ),
              })}
            </p>
            <ul className="relative flex min-w-0 grow items-center gap-4 overflow-hidden">
              {entries.slice(0, maxFlags).map((entry) => (
                <li key={entry.key} className="flex shrink-0 items-center gap-1.5">
                  <Flag
                    country={entry.country}
                    alt={`${nameOf(entry.country)}, ${entry.city ? cityOf(entry.city, entry.host) : nameOf(entry.host)}`}
                  />
                  {entry.underAttack && <UnderAttackLabel className="text-small" />}
                  <SeverityLabel severity={entry.severity} isAlarm isShort />
                </li>
              ))}
            </ul>
            <Stamp />
            <Marking entries={entries} />
            <button
              type="button"
              onClick={() => window.scrollTo({ top: 0 })}
              className="min-h-8 shrink-0 cursor-pointer font-medium underline underline-offset-2"
            >
              {t('toTop')}
            </button>
          </div>
        )}
      </div>
    </>
  );
}

/** The marking of the whole line: the strictest among its events. */
function Marking({ entries }: { entries: readonly Threatened[] }) {
  const { active } = useBoardState();
  const events = entries.flatMap((entry) => eventsOf(entry, active));
  return events.length > 0 && <TlpLabel tlp={strictestOf(events)} />;
}

/** In pixels; larger than any page. */
const farBelow = 10_000_000;

/** Whether the end of the band has scrolled behind the header and this line. */
function useIsScrolledPast() {
  const end = useRef<HTMLDivElement>(null);
  const [isScrolledPast, setScrolledPast] = useState(false);
  useEffect(() => {
    if (!end.current) return;
    const covered = stickyHeight({ withSearch: false });
    const observer = new IntersectionObserver(
      (entries) => setScrolledPast(entries.at(-1)?.isIntersecting === false),
      // Everything below counts as visible, so that a jump of more than one window height is reported too.
      { rootMargin: `-${covered}px 0px ${farBelow}px 0px` },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, []);
  return { end, isScrolledPast };
}
