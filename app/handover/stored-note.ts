import * as z from 'zod';

const stored = z.object({ note: z.string(), actions: z.string().nullable() });
export type StoredNote = z.output<typeof stored>;

const nameOf = (owner: string) => `chancery.handover.${owner}`;

/** What this user last typed and did not send; null if there is nothing. */
export function readStoredNote(owner: string): StoredNote | null {
  try {
    return stored.safeParse(JSON.parse(localStorage.getItem(nameOf(owner)) ?? 'null')).data ?? null;
  } catch {
    return null;
  }
}

/** Null removes it. */
export function storeNote(owner: string, note: StoredNote | null): void {
  try {
    if (note === null) localStorage.removeItem(nameOf(owner));
    else localStorage.setItem(nameOf(owner), JSON.stringify(note));
  } catch {
    // Storage is blocked.
  }
}
