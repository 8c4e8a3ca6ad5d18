'use client';

/** A deletion or a merge that can be undone from a notice for a limited time. */
export type UndoOffer = {
  /** The event that was deleted, or merged into another. */
  id: string;
  ref: string;
  /** The reference of the event that it was merged into; null for a deletion. */
  into: string | null;
  /** The idempotency key of the request that restores the event; for a merge the id of the operation. */
  key: string;
  /** When the offer ends, in milliseconds. */
  until: number;
  /** The id of the user who did it. */
  owner: string;
};

const storageKey = 'chancery.undo';
const undoMillis = 60_000;
const listeners = new Set<() => void>();
let cached: readonly UndoOffer[] | null = null;

/** The offers of this tab, which persist across page loads. */
export function readOffers(): readonly UndoOffer[] {
  cached ??= stored();
  const now = Date.now();
  return cached.filter(({ until }) => until > now);
}

/** Offers to undo a deletion or a merge for a minute, on any page. */
export function offerUndo(deletion: Omit<UndoOffer, 'until'>): void {
  keep([...readOffers(), { ...deletion, until: Date.now() + undoMillis }]);
}

export function forgetOffer({ key }: UndoOffer): void {
  keep(readOffers().filter((one) => one.key !== key));
}

export function subscribeOffers(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function keep(next: readonly UndoOffer[]): void {
  cached = next;
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(next));
  } catch {
    // Storage may be blocked. The offer then lasts until the page is reloaded.
  }
  for (const listener of listeners) listener();
}

function stored(): readonly UndoOffer[] {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(value) ? value.filter(isOffer) : [];
  } catch {
    return [];
  }
}

/** Without zod: this code is on every page, and zod is not. */
function isOffer(value: unknown): value is UndoOffer {
  if (typeof value !== 'object' || value === null) return false;
  const texts = ['id', 'ref', 'key', 'owner'].map((name) => Reflect.get(value, name));
  const into: unknown = Reflect.get(value, 'into');
  return (
    texts.every((text) => typeof text === 'string') &&
    (into === null || typeof into === 'string') &&
    typeof Reflect.get(value, 'until') === 'number'
  );
}
