import type { Threatened } from '@/db/model/board';
import type { Event } from '@/db/model/event/event';
import { highestSeverity, threatenedBy } from '@/db/model/event/threatened';
import type { Severity } from '@/db/model/words';
import type { BoardState } from './board-state';

export type Band = {
  /** Missions under threat now that match the filter, in order. */
  entries: readonly Threatened[];
  /** Regardless of the filter. */
  total: { threatened: number; highest: Severity | null };
  /** Missions under attack, regardless of the filter. */
  attacked: number;
  /** The part of the total that the filter hides. */
  hidden: { threatened: number; highest: Severity | null };
  /** Threats that lapsed while the page was open, until acknowledged. */
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

/** Only the server can search: returns the active events named in its answer. */
function searched(active: ReadonlyMap<string, Event>, threatened: readonly Threatened[]): Event[] {
  const ids = new Set(threatened.flatMap(({ threats, incidents }) => [...threats, ...incidents]));
  return [...ids].flatMap((id) => active.get(id) ?? []);
}

function summary(entries: readonly Threatened[]): Band['total'] {
  return { threatened: entries.length, highest: highestSeverity(entries) };
}
