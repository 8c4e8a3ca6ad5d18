import type { Threatened } from '@/db/model/board';
import type { Event } from '@/db/model/event/event';
import { highestSeverity, threatenedBy } from '@/db/model/event/threatened';
import type { Severity } from '@/db/model/words';
import type { BoardState } from './board-state';

export type Band = {
  /** Under threat now, under the filter, in their order. */
  entries: readonly Threatened[];
  /** Whatever the filter. */
  total: { threatened: number; highest: Severity | null };
  /** Missions under attack, whatever the filter. */
  attacked: number;
  /** What the filter hides of the total. */
  hidden: { threatened: number; highest: Severity | null };
  /** Threats that lapsed before the reader's eyes, until acknowledged. */
  lapsed: readonly Event[];
};

type BandInput = Pick<BoardState, 'active' | 'filter' | 'found' | 'lapsed'> & {
  figures: { threatened: readonly Threatened[] };
};

export function bandOf(
  { active, filter, found, figures, lapsed }: BandInput,
  now: number,
  own: readonly string[] = [],
): Band {
  const all = threatenedBy(active.values(), {}, now, own);
  const isWhole = found === null && Object.keys(filter).length === 0;
  const entries = isWhole
    ? all
    : threatenedBy(found ? searched(active, figures.threatened) : active.values(), filter, now, own);
  const shown = new Set(entries.map(({ key }) => key));
  return {
    entries,
    total: summary(all),
    attacked: all.filter(({ underAttack }) => underAttack).length,
    hidden: summary(all.filter(({ key }) => !shown.has(key))),
    lapsed: [...lapsed.values()],
  };
}

/** A search is the server's alone: of what presses, the events that its answer names. */
function searched(active: ReadonlyMap<string, Event>, threatened: readonly Threatened[]): Event[] {
  const ids = new Set(threatened.flatMap(({ threats, incidents }) => [...threats, ...incidents]));
  return [...ids].flatMap((id) => active.get(id) ?? []);
}

function summary(entries: readonly Threatened[]): Band['total'] {
  return { threatened: entries.length, highest: highestSeverity(entries) };
}
