import * as z from 'zod';
import { localId } from '@/db/model/access/principal-ids';
import { event } from '@/db/model/event/event';
import { formState } from './form-state';

/** The form a draft belongs to: a new record of a kind, one like another record, or an edit. */
export type DraftScope = 'new.incident' | 'new.threat' | `like.${string}` | `edit.${string}`;

/**
 * A request without an answer, which may have been carried out. It is repeated unchanged with its key before anything
 * else is sent. `now` is the time that "now" meant in it.
 */
const attempt = z.object({ key: z.string(), body: z.string(), now: z.number() });
export type Attempt = z.output<typeof attempt>;

const draft = z.object({
  scope: z.string(),
  /** The owner. Before accounts exist, all users of this machine share one. */
  owner: z.string().default(localId),
  /** In milliseconds. */
  savedAt: z.number(),
  form: formState,
  reason: z.string(),
  /** The edited version; null for a new record. */
  base: event.nullable(),
  attempt: attempt.nullable(),
});
export type Draft = z.output<typeof draft>;

const prefix = 'chancery.draft.';
const retentionMillis = 30 * 86_400_000;

/**
 * A user's drafts of a form, latest first. Other users' drafts are ignored but kept, since they may hold records this
 * user may not see. Expired drafts and those of an outdated format are deleted.
 */
export function readDrafts(
  storage: Storage,
  { scope, owner }: Pick<Draft, 'owner'> & { scope: DraftScope },
  now: number,
): { id: string; draft: Draft }[] {
  const found: { id: string; draft: Draft }[] = [];
  for (const name of Object.keys(storage)) {
    if (!name.startsWith(prefix)) continue;
    const parsed = draft.safeParse(parseJson(storage.getItem(name)));
    if (!parsed.success || now - parsed.data.savedAt > retentionMillis) storage.removeItem(name);
    else if (parsed.data.scope === scope && [owner, localId].includes(parsed.data.owner))
      found.push({ id: name.slice(prefix.length), draft: parsed.data });
  }
  return found.sort((a, b) => b.draft.savedAt - a.draft.savedAt);
}

/** Returns false if storage is full or blocked. */
export function writeDraft(storage: Storage, id: string, given: Draft): boolean {
  try {
    storage.setItem(prefix + id, JSON.stringify(given));
    return true;
  } catch {
    return false;
  }
}

export function removeDraft(storage: Storage, id: string): void {
  storage.removeItem(prefix + id);
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
