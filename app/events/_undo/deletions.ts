'use client';

/** A deletion that can be undone from a notice for a limited time. */
export type Deletion = {
  id: string;
  ref: string;
  /** The idempotency key of the request that restores the event. */
  key: string;
  /** When the offer ends, in milliseconds. */
  until: number;
  /** The id of the user who deleted it. */
  owner: string;
};

const storageKey = 'chancery.deletions';
const undoMillis = 60_000;
const listeners = new Set<() => void>();
let cached: readonly Deletion[] | null = null;

/** The deletions of this tab, which persist across page loads. */
export function readDeletions(): readonly Deletion[] {
  cached ??= stored();
  const now = Date.now();
  return cached.filter(({ until }) => until > now);
}

/** Offers to undo a deletion for a minute, on any page. */
export function offerUndo(deletion: Omit<Deletion, 'until'>): void {
  keep([...readDeletions(), { ...deletion, until: Date.now() + undoMillis }]);
}

export function forgetDeletion({ key }: Deletion): void {
  keep(readDeletions().filter((one) => one.key !== key));
}

export function subscribeDeletions(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function keep(next: readonly Deletion[]): void {
  cached = next;
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(next));
  } catch {
    // Storage may be blocked. The offer then lasts until the page is reloaded.
  }
  for (const listener of listeners) listener();
}

function stored(): readonly Deletion[] {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(value) ? value.filter(isDeletion) : [];
  } catch {
    return [];
  }
}

/** Without zod: this code is on every page, and zod is not. */
function isDeletion(value: unknown): value is Deletion {
  if (typeof value !== 'object' || value === null) return false;
  const texts = ['id', 'ref', 'key', 'owner'].map((name) => Reflect.get(value, name));
  return texts.every((text) => typeof text === 'string') && typeof Reflect.get(value, 'until') === 'number';
}
