import type { Threatened } from '@/db/model/board';
import type { Event } from '@/db/model/event/event';
import { highestSeverity, threatenedBy } from '@/db/model/event/threatened';
import { isSerious, type Severity } from '@/db/model/words';
import type { BoardState } from './board-state';

export type ThreatsNow = {
  /** Missions under threat now, in order, regardless of the filter. */
  all: readonly Threatened[];
  /** Those that match the filter, from the events that match it. */
  entries: readonly Threatened[];
  /** Keys of those in `all` that the filter hides. */
  hiddenKeys: ReadonlySet<string>;
  /** Regardless of the filter. */
  total: { threatened: number; highest: Severity | null };
  /** The total by what it needs: an attack is neither serious nor to watch. */
  tally: { attacked: number; serious: number; watch: number };
  /** The part of the total that the filter hides. */
  hidden: { threatened: number; highest: Severity | null };
  /** Threats that lapsed while the page was open, until acknowledged. */
  lapsed: readonly Event[];
};

type ThreatsInput = Pick<BoardState, 'active' | 'filter' | 'found' | 'lapsed'> & {
  figures: { threatened: readonly Threatened[] };
};

export function threatsNow(
  { active, filter, found, figures, lapsed }: ThreatsInput,
  now: number,
  own: readonly string[] = [],
): ThreatsNow {
  const all = threatenedBy(active.values(), {}, now, own);
  const isWhole = found === null && Object.keys(filter).length === 0;
  const entries = isWhole
    ? all
    : threatenedBy(found ? searched(active, figures.threatened) : active.values(), filter, now, own);
  const matching = new Set(entries.map(({ key }) => key));
  const hidden = all.filter(({ key }) => !matching.has(key));
  return {
    all,
    entries,
    hiddenKeys: new Set(hidden.map(({ key }) => key)),
    total: summary(all),
    tally: tallyOf(all),
    hidden: summary(hidden),
    lapsed: [...lapsed.values()],
  };
}

/** Only the server can search: returns the active events named in its answer. */
function searched(active: ReadonlyMap<string, Event>, threatened: readonly Threatened[]): Event[] {
  const ids = new Set(threatened.flatMap(({ threats, incidents }) => [...threats, ...incidents]));
  return [...ids].flatMap((id) => active.get(id) ?? []);
}

function summary(entries: readonly Threatened[]): ThreatsNow['total'] {
  return { threatened: entries.length, highest: highestSeverity(entries) };
}

function tallyOf(entries: readonly Threatened[]): ThreatsNow['tally'] {
  const tally = { attacked: 0, serious: 0, watch: 0 };
  for (const { underAttack, severity } of entries) {
    tally[underAttack ? 'attacked' : isSerious(severity) ? 'serious' : 'watch'] += 1;
  }
  return tally;
}
