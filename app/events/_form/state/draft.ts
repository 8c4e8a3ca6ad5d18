import * as z from 'zod';
import { localId } from '@/db/model/access/principal-ids';
import { event } from '@/db/model/event/event';
import { formState } from './form-state';

/** Which form a draft belongs to: a new record of a kind, or the edit of one. */
export type DraftScope = 'new.incident' | 'new.threat' | `edit.${string}`;

/**
 * A request whose answer never came: it may have been carried out. It is repeated as it was, with its key,
 * before anything else is sent. `now` is the moment that its "now" meant.
 */
const attempt = z.object({ key: z.string(), body: z.string(), now: z.number() });
export type Attempt = z.output<typeof attempt>;

const draft = z.object({
  scope: z.string(),
  /** Whose it is. Before there are accounts everybody at this machine is one. */
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
const keptMillis = 30 * 86_400_000;

/**
 * Somebody's drafts of a form, latest first: another's may hold what he may not see, and wait for him. Those too
 * old, and those of a form that has changed since, are put away.
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
    if (!parsed.success || now - parsed.data.savedAt > keptMillis) storage.removeItem(name);
    else if (parsed.data.scope === scope && [owner, localId].includes(parsed.data.owner))
      found.push({ id: name.slice(prefix.length), draft: parsed.data });
  }
  return found.sort((a, b) => b.draft.savedAt - a.draft.savedAt);
}

/** False where the browser keeps nothing: no room, or storage refused. */
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
