import { maxBulkRecords } from '@/db/model/event/bulk-limit';

/** The records that are selected in the list. */
export type Selection = {
  /** Whether rows show their checkboxes: asked for, or because something is selected. */
  isOn: boolean;
  ids: ReadonlySet<string>;
  /** The row from which a range extends, and what was selected before it did. */
  anchor: string | null;
  base: ReadonlySet<string>;
  /** Whether everything that matches the filter is to be selected. */
  isAllWanted: boolean;
  /** The number of records that left the list, and so the selection, since the last action. */
  left: number;
};

export type SelectionAction =
  /** Shows the checkboxes. */
  | { type: 'start' }
  | { type: 'toggle'; id: string }
  /** Selects the rows from the anchor, or else from `from`, to the row. `rows` are all ids of the list in order. */
  | { type: 'extend'; id: string; from: string | null; rows: readonly string[] }
  | { type: 'wantAll' }
  /** Replaces the selection: the answer to `wantAll`. */
  | { type: 'take'; ids: readonly string[] }
  /** Gives up on `wantAll`. */
  | { type: 'keep' }
  /** Records that the reader may no longer see, or that no longer match the filter. */
  | { type: 'drop'; ids: readonly string[] }
  | { type: 'clear' };

const nothing: ReadonlySet<string> = new Set();

export const noSelection: Selection = {
  isOn: false,
  ids: nothing,
  anchor: null,
  base: nothing,
  isAllWanted: false,
  left: 0,
};

/** At most `maxBulkRecords` are selected; what exceeds them is left out. */
export function select(state: Selection, action: SelectionAction): Selection {
  switch (action.type) {
    case 'start':
      return { ...state, isOn: true };
    case 'toggle':
      return toggle(state, action.id);
    case 'extend':
      return extend(state, action);
    case 'wantAll':
      return { ...state, isOn: true, isAllWanted: true, left: 0 };
    case 'take':
      return selected(state, limited(action.ids), null);
    case 'keep':
      return { ...state, isAllWanted: false };
    case 'drop':
      return drop(state, action.ids);
    case 'clear':
      return noSelection;
  }
}

function toggle(state: Selection, id: string): Selection {
  const ids = new Set(state.ids);
  if (!ids.delete(id)) ids.add(id);
  return selected(state, limited(ids), id);
}

function extend(state: Selection, { id, from, rows }: SelectionAction & { type: 'extend' }): Selection {
  const held = state.anchor !== null && rows.includes(state.anchor);
  const anchor = held ? state.anchor : from;
  const start = anchor === null ? -1 : rows.indexOf(anchor);
  const end = rows.indexOf(id);
  if (end < 0) return state;
  if (start < 0) return selected(state, limited([...state.ids, id]), id);
  const range = rows.slice(Math.min(start, end), Math.max(start, end) + 1);
  const base = held ? state.base : state.ids;
  // The rows nearest to the anchor come first, so that the limit cuts the far end.
  const ids = limited([...base, ...(start <= end ? range : range.reverse())]);
  return { ...selected(state, ids, anchor), base };
}

function drop(state: Selection, gone: readonly string[]): Selection {
  const dropped = gone.filter((id) => state.ids.has(id));
  if (dropped.length === 0) return state;
  const without = (all: ReadonlySet<string>) => new Set([...all].filter((id) => !dropped.includes(id)));
  return {
    ...state,
    ids: without(state.ids),
    base: without(state.base),
    left: state.left + dropped.length,
  };
}

function selected(state: Selection, ids: ReadonlySet<string>, anchor: string | null): Selection {
  return { ...state, isOn: true, ids, anchor, base: ids, isAllWanted: false, left: 0 };
}

function limited(ids: Iterable<string>): ReadonlySet<string> {
  return new Set([...new Set(ids)].slice(0, maxBulkRecords));
}
