'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import type { Threatened } from '@/db/model/board';
import { createLazyComponent } from '../../_lazy/lazy-component';
import { useBoardState } from '../../_live/provider';
import { useClearance } from '../../_session/viewer';
import { useFilters } from '../_filters/use-filters';
import { LastRecord } from '../_state/last-record';
import { Scope } from '../_state/scope';
import { Stamp } from '../_state/stamp';
import { useSharedBand } from './band-context';
import { BandCard } from './card';
import { cardsOf, fitCards } from './cards';
import { BandLine } from './line';
import { SoundToggle } from './sound-toggle';
import { useBandCapacity } from './use-band-capacity';
import { type RecentLapses, useLapsed } from './use-lapsed';

const LapsedCards = createLazyComponent(() => import('./lapsed-cards'));

/** Lines on a phone that a lapsed card takes the space of. Two lines are always left for threats. */
const lapsedPhoneLines = 2;
const minPhoneLines = 2;

/**
 * Under threat now: one card per threatened mission, the gravest first. Missions without space for a card are shown
 * as lines.
 */
export function Band({ recentlyLapsed }: { recentlyLapsed: RecentLapses }) {
  const t = useTranslations('board.band');
  const { entries, total } = useSharedBand();
  const { active, newIds } = useBoardState();
  const { lapsed, dismiss } = useLapsed(recentlyLapsed.items);
  const capacity = useBandCapacity();
  const [isWhole, setWhole] = useState(false);
  const cards = useMemo(() => cardsOf(entries), [entries]);
  // Lapsed cards take the space of one row of lines.
  const hasLapsed = lapsed.length > 0 || !recentlyLapsed.isWhole;
  const cells = Math.max(
    capacity.rows > 0 ? 0 : capacity.columns,
    capacity.lines - (hasLapsed ? capacity.columns : 0),
  );
  const { placed, listed, more } = fitCards(cards, {
    ...capacity,
    lines: isWhole ? Number.POSITIVE_INFINITY : cells,
  });
  // A low window has no row left for "3 more", so it stands beside the lapsed threats.
  const isBeside = hasLapsed && cells === 0 && more > 0 && !isWhole;
  const isNew = ({ incidents, threats }: Threatened) =>
    incidents.some((id) => newIds.has(id)) || threats.some((id) => newIds.has(id));
  const toggle = (count: number) => (
    <button
      type="button"
      aria-expanded={isWhole}
      onClick={() => setWhole(!isWhole)}
      className="min-h-8 cursor-pointer text-start font-medium underline underline-offset-2"
    >
      {isWhole ? t('fewer') : t('more', { count })}
    </button>
  );
  const phoneCells = Math.max(minPhoneLines, capacity.phoneLines - (hasLapsed ? lapsedPhoneLines : 0));
  const shownOnPhone = isWhole || entries.length <= phoneCells ? entries : entries.slice(0, phoneCells - 1);
  const lines = (shown: typeof entries) =>
    shown.map((entry) => <BandLine key={entry.key} entry={entry} active={active} isNew={isNew(entry)} />);

  return (
    <section
      aria-labelledby="band-title"
      className="relative border-b border-line px-5 py-2.5 max-sm:px-3.5 max-sm:pt-1.5 max-sm:pb-1 [@media(max-height:50rem)]:py-2"
    >
      <Heading />
      {entries.length === 0 ? (
        <EmptyBand isFiltered={total.threatened > 0} />
      ) : (
        <>
          <div className="mt-2 max-sm:hidden [@media(max-height:50rem)]:mt-1.5">
            {placed.length > 0 && (
              <ul className="band-cards">
                {placed.map(({ card, columns }) => (
                  <BandCard
                    key={card.key}
                    card={card}
                    columns={columns}
                    active={active}
                    isNew={isNew(card.entries[0])}
                  />
                ))}
              </ul>
            )}
            {(listed.length > 0 || (more > 0 && !isBeside)) && (
              <ul className="band-lines mt-2 first:mt-0">
                {lines(listed)}
                {((more > 0 && !isBeside) || isWhole) && <li>{toggle(more)}</li>}
              </ul>
            )}
          </div>
          <ul className="mt-0.5 sm:hidden">
            {lines(shownOnPhone)}
            {entries.length > phoneCells && (
              <li className="border-t border-line py-0.5">{toggle(entries.length - shownOnPhone.length)}</li>
            )}
          </ul>
        </>
      )}
      {hasLapsed && (
        <LapsedCards
          lapsed={lapsed}
          isWhole={recentlyLapsed.isWhole}
          beside={isBeside && <span className="max-sm:hidden">{toggle(more)}</span>}
          onDismiss={dismiss}
        />
      )}
    </section>
  );
}

function Heading() {
  const t = useTranslations('board.band');
  const tw = useTranslations('words.severities');
  const tc = useTranslations('common');
  const { clear } = useFilters();
  const { total, hidden, attacked } = useSharedBand();
  return (
    <div className="flex min-h-7 flex-wrap items-baseline gap-x-3 gap-y-0.5">
      <h1 id="band-title" tabIndex={-1} className="outline-none text-lead font-bold max-sm:pe-9">
        {t.rich('title', {
          count: total.threatened,
          n: (figure) => (
            <span className={`me-1 text-figure font-bold ${total.threatened > 0 ? 'text-alarm' : ''}`}>
              {figure}
            </span>
          ),
        })}
      </h1>
      {attacked > 0 && <p className="text-lead text-ink-2">{t('attacked', { count: attacked })}</p>}
      <Stamp />
      <p className="flex flex-wrap gap-x-2.5 text-small text-ink-2">
        {total.threatened > 0 && <Scope />}
        <LastRecord className="lg:hidden" />
      </p>
      <div className="ms-auto flex flex-wrap items-baseline gap-x-3 max-sm:ms-0">
        {hidden.threatened > 0 && hidden.highest && (
          <p className="text-amber">
            {t('hidden', { count: hidden.threatened, severity: tw(hidden.highest).toLocaleLowerCase() })}{' '}
            <button
              type="button"
              onClick={clear}
              className="ms-1 min-h-6 cursor-pointer font-medium text-ink underline underline-offset-2"
            >
              {tc('show')}
            </button>
          </p>
        )}
        <SoundToggle />
      </div>
    </div>
  );
}

function EmptyBand({ isFiltered }: { isFiltered: boolean }) {
  const t = useTranslations('board.band');
  const clearance = useClearance();
  if (isFiltered) return <p className="py-2 text-lead text-ink-2">{t('emptyFiltered')}</p>;
  return (
    <p className="py-2 text-lead text-ink">
      {t('empty', { tlp: clearance.toUpperCase() })} <LastRecord />.
    </p>
  );
}
