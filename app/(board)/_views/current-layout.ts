import type { ViewLayout } from '@/db/model/records/view';
import { listSettings } from '../../_ui/list-settings';
import { closedSlots } from '../_side/closed-slots';

/** What of the board is open in this browser, and how high its rows are. */
export function currentLayout(): ViewLayout {
  const closed = closedSlots();
  const { values, usual } = listSettings.density;
  const density = values.find((one) => one === document.documentElement.dataset.density) ?? usual;
  return { map: !closed.includes('map'), timeline: !closed.includes('timeline'), density };
}
