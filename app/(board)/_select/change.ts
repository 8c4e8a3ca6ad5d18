import { type Reader, visible } from '@/db/model/access/visible';
import { type AppError, isAppError } from '@/db/model/errors';
import { inputAfter, refuseInBulk } from '@/db/model/event/apply-in-bulk';
import { type BulkPatch, bulkPatch, type OperationAnswer } from '@/db/model/event/bulk-change';
import type { Event } from '@/db/model/event/event';

export const changeFields = ['verification', 'severity', 'tags', 'tlp', 'status', 'handling'] as const;
export type ChangeField = (typeof changeFields)[number];

/** The change as it is entered. `value` is that of the chosen field. */
export type EnteredChange = {
  field: ChangeField;
  value: string | null;
  addedTags: string;
  removedTags: string;
  recipients: readonly string[];
};

/** Null while something is missing. `reason` also becomes the reason of a status. */
export function patchOf(entered: EnteredChange, reason: string): BulkPatch | null {
  const { field, value } = entered;
  if (field === 'tags') {
    return parsed({ tags: { add: tagsIn(entered.addedTags), remove: tagsIn(entered.removedTags) } });
  }
  if (value === null) return null;
  if (field === 'status') return parsed({ threat: { status: value, statusReason: reason } });
  if (field === 'tlp' && value === 'red') return parsed({ tlp: value, recipients: entered.recipients });
  return parsed({ [field]: value });
}

function parsed(patch: unknown): BulkPatch | null {
  return bulkPatch.safeParse(patch).data ?? null;
}

function tagsIn(typed: string): string[] {
  const tags = typed.split(/[,;\n]/).map((tag) => tag.trim().toLowerCase());
  return [...new Set(tags.filter((tag) => tag !== ''))];
}

/** Why a record is left alone: as in the answer of the server. */
export type LeftOut = OperationAnswer['skipped'][number];

export type Preview = { changed: readonly Event[]; leftOut: readonly LeftOut[] };

/**
 * Which of the records that the reader saw the change is for, and why not the others, as far as the browser can tell;
 * `current` are the records as they are now. The server decides again.
 */
export function previewOf(
  who: Reader,
  seen: readonly Event[],
  current: readonly Event[],
  patch: BulkPatch,
): Preview {
  const now = new Map(current.map((event) => [event.id, event]));
  const changed: Event[] = [];
  const leftOut: LeftOut[] = [];
  for (const event of seen) {
    const refusal = refusalOf(who, event, now.get(event.id), patch);
    if (refusal) leftOut.push({ id: event.id, ref: event.ref, ...refusal });
    else changed.push(event);
  }
  return { changed, leftOut };
}

type Refusal = Pick<LeftOut, 'code' | 'params'>;

function refusalOf(who: Reader, event: Event, now: Event | undefined, patch: BulkPatch): Refusal | null {
  if (!now) return { code: 'not-found', params: { record: 'event' } };
  if (now.version !== event.version) return { code: 'version-conflict', params: {} };
  const refused = refuseInBulk(event, patch);
  if (refused) return firstOf(refused);
  const after = inputAfter(event, patch);
  if (isAppError(after)) return firstOf(after);
  const { tlp, recipients } = after;
  const isSame =
    after.severity === event.severity &&
    after.verification === event.verification &&
    after.handling === event.handling &&
    // The reason of a status alone is no change.
    after.threat?.status === event.threat?.status &&
    tlp === event.tlp &&
    isSameSet(recipients, event.recipients) &&
    isSameSet(after.tags, event.tags);
  if (isSame) return { code: 'already-so', params: {} };
  const isSeen = visible(who, { tlp, recipients, createdBy: event.createdBy.id });
  return isSeen ? null : { code: 'own-sight', params: {} };
}

/** Of several wrong fields the first says why, as in the answer of the server. */
function firstOf(error: AppError): Refusal {
  const { code, params } = error.errors[0] ?? error;
  return { code, params: { ...params } };
}

function isSameSet(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one) => others.includes(one));
}

/** The records by the sentence that tells why they are left alone, most of them first. */
export function groupLeftOut(
  leftOut: readonly LeftOut[],
  sentenceOf: (one: LeftOut) => string,
): { sentence: string; records: readonly LeftOut[] }[] {
  const groups = new Map<string, LeftOut[]>();
  for (const one of leftOut) {
    const sentence = sentenceOf(one);
    groups.set(sentence, [...(groups.get(sentence) ?? []), one]);
  }
  return [...groups]
    .map(([sentence, records]) => ({ sentence, records }))
    .sort((one, other) => other.records.length - one.records.length);
}
