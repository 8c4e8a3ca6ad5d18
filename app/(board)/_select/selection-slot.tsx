'use client';

import { createLazyComponent } from '../../_lazy/lazy-component';
import { useSelection } from './use-selection';

const SelectionBar = createLazyComponent(() => import('./selection-bar'), 'writers');

/** What can be done with the selected records, below the list. */
export function SelectionSlot() {
  const { selection } = useSelection();
  return selection.isOn ? <SelectionBar /> : null;
}
