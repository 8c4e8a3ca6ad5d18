import type { Threatened } from '@/db/model/board';

export type ThreatPages = {
  /** Missions under attack, which stand on every page; those beyond what fits come first on the pages. */
  pinned: readonly Threatened[];
  /** Whether the pinned entries are drawn on one line each, since there are many. */
  isPinnedShort: boolean;
  /** The other missions, by page; at least one page. */
  pages: readonly (readonly Threatened[])[];
};

/** Heights of entries, in rows of an ordinary entry. */
const attackRows = 1.6;
const shortRows = 0.6;
const maxDetailed = 4;
/** Rows of each page that attacks leave to the other missions. */
const minOtherRows = 3;

/** Divides the list of missions under threat into pages of `rows` rows. */
export function pagesOf(entries: readonly Threatened[], rows: number): ThreatPages {
  const attacked = entries.filter(({ underAttack }) => underAttack);
  const isPinnedShort = attacked.length > maxDetailed;
  const pinned = attacked.slice(0, Math.max(maxDetailed, Math.floor((rows - minOtherRows) / shortRows)));
  const others = [...attacked.slice(pinned.length), ...entries.filter(({ underAttack }) => !underAttack)];
  const pinnedRows = pinned.length * (isPinnedShort ? shortRows : attackRows);
  const size = Math.max(minOtherRows, Math.floor(rows - pinnedRows));
  const pages: Threatened[][] = [];
  for (let start = 0; start < others.length; start += size) pages.push(others.slice(start, start + size));
  return { pinned, isPinnedShort, pages: pages.length === 0 ? [[]] : pages };
}
