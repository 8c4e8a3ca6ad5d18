import * as z from 'zod';
import { recordState } from './record-state';

/** A request without an answer, which may have been carried out: it is sent again with its key. */
const attempt = z.object({ key: z.string(), body: z.string() });
export type Attempt = z.output<typeof attempt>;

const draft = z.object({
  savedAt: z.number(),
  state: recordState,
  /** The edited version; null for a new record. */
  base: z.unknown(),
  attempt: attempt.nullable(),
});
export type StoredDraft = z.output<typeof draft>;

/** The form and its owner, whose draft nobody else at this browser is shown. */
export type DraftPlace = { scope: string; owner: string };

const retentionMillis = 30 * 86_400_000;
const nameOf = ({ scope, owner }: DraftPlace) => `chancery.record.${owner}.${scope}`;

/** Null if there is none, or the browser refuses its storage. */
export function readStoredDraft(place: DraftPlace, now: number): StoredDraft | null {
  try {
    const parsed = draft.safeParse(JSON.parse(localStorage.getItem(nameOf(place)) ?? 'null'));
    if (parsed.success && now - parsed.data.savedAt <= retentionMillis) return parsed.data;
    localStorage.removeItem(nameOf(place));
  } catch {
    // Storage is blocked, or holds something else.
  }
  return null;
}

/** Returns false if the browser refuses to store it. */
export function writeStoredDraft(place: DraftPlace, given: StoredDraft): boolean {
  try {
    localStorage.setItem(nameOf(place), JSON.stringify(given));
    return true;
  } catch {
    return false;
  }
}

export function removeStoredDraft(place: DraftPlace): void {
  try {
    localStorage.removeItem(nameOf(place));
  } catch {
    // Storage is blocked, so there is none.
  }
}
