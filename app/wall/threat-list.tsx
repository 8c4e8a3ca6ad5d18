'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { Threatened } from '@/db/model/board';
import type { Event } from '@/db/model/event/event';
import type { Tlp } from '@/db/model/words';
import type { ThreatsNow } from '../_live/threats-now';
import { EndedEntry } from './ended-entry';
import { pagesOf } from './fit';
import { ThreatEntry } from './threat-entry';
import { useTurn } from './use-turn';

/** Rows of ordinary entries that fit into the list; `--wall-row` in wall.css is their height. */
const rows = 10;
const pageSeconds = 12;
/** One line each, below what is under threat. */
const maxEnded = 3;
/** The rows that they take. */
const rowsOfEnded = 2;

type ThreatListProps = { threats: ThreatsNow; ended: readonly Event[]; clearance: Tlp; isFiltered: boolean };

/** Every mission under threat: those under attack always, the others by pages if they do not fit. */
export function ThreatList({ threats, ended, clearance, isFiltered }: ThreatListProps) {
  const t = useTranslations('wall');
  const tb = useTranslations('board.threats');
  const free = ended.length > 0 ? rows - rowsOfEnded : rows;
  const { pinned, isPinnedShort, pages } = useMemo(
    () => pagesOf(threats.entries, free),
    [threats.entries, free],
  );
  const turn = useTurn(pages.length, pageSeconds);
  const isEmpty = threats.entries.length === 0;
  return (
    <section aria-label={t('threats')} className="wall-threats">
      {isEmpty && (
        <p className="wall-empty">
          {isFiltered ? t('emptyFiltered') : t('empty', { tlp: clearance.toUpperCase() })}
        </p>
      )}
      <ul>
        {pinned.map((entry) => (
          <ThreatEntry key={entry.key} entry={entry} isShort={isPinnedShort} />
        ))}
        {(pages[turn] ?? []).map((entry) => (
          <ThreatEntry key={entry.key} entry={entry} isShort={entry.underAttack} />
        ))}
      </ul>
      {ended.length > 0 && (
        <ul aria-label={tb('endedTitle')}>
          {ended.slice(0, maxEnded).map((event) => (
            <EndedEntry key={event.id} event={event} />
          ))}
        </ul>
      )}
      {pages.length > 1 && (
        <p className="wall-page">
          {t('page', { page: turn + 1, pages: pages.length, missions: countOf(pages) })}
        </p>
      )}
    </section>
  );
}

function countOf(pages: readonly (readonly Threatened[])[]): number {
  return pages.reduce((sum, page) => sum + page.length, 0);
}
