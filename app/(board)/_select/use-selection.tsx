'use client';

import { createContext, type Dispatch, type ReactNode, use, useMemo, useReducer } from 'react';
import { noSelection, type Selection, type SelectionAction, select } from './selection';

type SelectionState = { selection: Selection; change: Dispatch<SelectionAction> };

const SelectionContext = createContext<SelectionState>({ selection: noSelection, change: () => {} });

export function SelectionProvider({ children }: { children: ReactNode }) {
  const [selection, change] = useReducer(select, noSelection);
  const state = useMemo(() => ({ selection, change }), [selection]);
  return <SelectionContext value={state}>{children}</SelectionContext>;
}

/** The records that are selected in the list. */
export function useSelection(): SelectionState {
  return use(SelectionContext);
}
