import { createStorageListeners } from '../../_ui/storage-listeners';
import { noView } from '../_views/opened-view';
import { hasStartView } from '../_views/start-view';

const name = 'chancery.shift';
const { subscribe } = createStorageListeners();

/** The address of the board with all records. */
export function clearBoardPath(): string {
  return hasStartView() ? `/?view=${noView}` : '/';
}

/** Tells the other tabs of this browser that another officer has taken over: their boards show all records again. */
export function announceShiftChange(): void {
  try {
    localStorage.setItem(name, String(Date.now()));
  } catch {
    // Storage is blocked: tabs keep their filters, which they show.
  }
}

/** Calls the listener when an officer takes over in another tab; returns how to end it. */
export function onShiftChange(listener: () => void): () => void {
  let known = read();
  return subscribe(() => {
    const now = read();
    if (now === known) return;
    known = now;
    listener();
  });
}

function read(): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}
