import { readCookie, setPreferenceCookie } from '../../_i18n/cookie';
import { parseClosed, type SlotName, serializeClosed } from './slots';

const listeners = new Set<(closed: readonly SlotName[]) => void>();

/** The slots that the reader has closed in this browser. */
export function closedSlots(): SlotName[] {
  return parseClosed(readCookie(document.cookie, 'side') ?? undefined);
}

/** Closes these slots and opens the others. It is remembered. */
export function closeSlots(closed: readonly SlotName[]): void {
  setPreferenceCookie('side', serializeClosed(closed));
  for (const listener of listeners) listener(closed);
}

export function onClosedSlots(listener: (closed: readonly SlotName[]) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
