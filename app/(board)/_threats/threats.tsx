'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useRef, useState } from 'react';
import type { Threatened } from '@/db/model/board';
import type { Event } from '@/db/model/event/event';
import { reviewNeedsOf } from '@/db/model/event/review-needs';
import { useNow } from '../../_i18n/now';
import { createLazyComponent } from '../../_lazy/lazy-component';
import { useBoardState } from '../../_live/provider';
import { useClearance } from '../../_session/viewer';
import { LastRecord } from '../_state/last-record';
import { Scope } from '../_state/scope';
import { Below } from './below';
import { CityEntries } from './city-entries';
import { arrange } from './entries';
import { Entry } from './entry';
import { Heading } from './heading';
import { useThreats } from './threats-context';
import { useEnded } from './use-ended';
import { type RecentLapses, useLapsed } from './use-lapsed';
import { useWalk } from './use-walk';
import './threats.css';

const EndedEntries = createLazyComponent(() => import('./ended-entries'));
const Corrections = createLazyComponent(() => import('../_corrections/corrections'));
const LapsedEntries = createLazyComponent(() => import('./lapsed-entries'));

/** Entries on a phone until the reader asks for more. */
const phoneEntries = 5;

type ThreatsProps = { recentlyLapsed: RecentLapses; recentlyEnded: readonly Event[] };

/**
 * Under threat now: one entry per threatened mission, the gravest first. It is always in view; missions under attack
 * stay while the others scroll.
 */
export function Threats({ recentlyLapsed, recentlyEnded }: ThreatsProps) {
  const t = useTranslations('board.threats');
  const { all, hiddenKeys } = useThreats();
  const { active, newIds } = useBoardState();
  const { lapsed, dismiss } = useLapsed(recentlyLapsed.items);
  const ended = useEnded(recentlyEnded);
  const { attacks, furtherAttacks, others, cities, isDense } = useMemo(() => arrange(all), [all]);
  const now = useNow().getTime();
  const toReview = useMemo(
    () =>
      [...active.values(), ...ended].filter(
        (event) => event.toBeConfirmed !== null || reviewNeedsOf(event, now).length > 0,
      ).length,
    [active, ended, now],
  );
  const [isWhole, setWhole] = useState(false);
  const column = useRef<HTMLElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const walk = useWalk(column);
  const more = others.length + cities.length - phoneEntries;
  const entryOf = (entry: Threatened, isLine: boolean) => (
    <Entry
      key={entry.key}
      entry={entry}
      active={active}
      isNew={[...entry.incidents, ...entry.threats].some((id) => newIds.has(id))}
      isHidden={hiddenKeys.has(entry.key)}
      isLine={isLine}
    />
  );
  return (
    <section ref={column} aria-labelledby="threats-title" className="threats" {...walk}>
      <Heading toReview={toReview} />
      <Corrections />
      {all.length === 0 && <NoThreats />}
      {attacks.length > 0 && (
        <ul className="threats-pinned">
          {attacks.map((entry) => entryOf(entry, false))}
          {furtherAttacks.map((entry) => entryOf(entry, true))}
        </ul>
      )}
      <div ref={scroller} className="threats-rest">
        {others.length + cities.length > 0 && (
          <ul className="threats-list" data-whole={isWhole || undefined}>
            {others.map((entry) => entryOf(entry, isDense))}
            {cities.map((group) => (
              <CityEntries key={group.key} group={group}>
                {group.entries.map((entry) => entryOf(entry, true))}
              </CityEntries>
            ))}
          </ul>
        )}
        {more > 0 && (
          <button
            type="button"
            aria-expanded={isWhole}
            onClick={() => setWhole(!isWhole)}
            className="threats-more"
          >
            {isWhole ? t('fewer') : t('more', { count: more })}
          </button>
        )}
        {ended.length > 0 && <EndedEntries ended={ended} />}
        {(lapsed.length > 0 || !recentlyLapsed.isWhole) && (
          <LapsedEntries lapsed={lapsed} isWhole={recentlyLapsed.isWhole} onDismiss={dismiss} />
        )}
        {all.length > 0 && (
          <p className="threats-scope">
            <Scope />
          </p>
        )}
      </div>
      <Below scroller={scroller} entries={all} />
    </section>
  );
}

function NoThreats() {
  const t = useTranslations('board.threats');
  const clearance = useClearance();
  return (
    <p className="threats-none">
      {t('empty', { tlp: clearance.toUpperCase() })} <LastRecord />.
    </p>
  );
}
