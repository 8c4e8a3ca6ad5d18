import { isStricter } from '@/db/model/access/visible';
import { type AppError, failure, invalid, invalidFields } from '@/db/model/errors';
import { errorMap, fieldErrorsOf } from '@/db/model/field-errors';
import type { BulkPatch } from './bulk-change';
import { editable } from './editable';
import { type Event, type EventInput, eventInput } from './event';
import { isActive } from './threatened';

/**
 * Refuses a change of many events for one that is a current threat or an attack under way, if it would alter how grave
 * it is, whether it goes on, whether it is real, or show it to more readers: each of these is decided one by one.
 */
export function refuseInBulk(event: Event, patch: BulkPatch): AppError | null {
  if (patch.threat && !event.threat) return invalid('threat', 'not-in-incident');
  if (!isActive(event)) return null;
  const { severity, threat, handling, tlp } = patch;
  const isAffected =
    (severity !== undefined && severity !== event.severity) ||
    (threat !== undefined && threat.status !== event.threat?.status) ||
    (handling !== undefined && handling !== event.handling) ||
    (tlp !== undefined && isStricter(event.tlp, tlp));
  return isAffected ? failure(event.threat ? 'current-in-bulk' : 'attack-in-bulk') : null;
}

/** The input of an event after the change, or why the change does not fit it. */
export function inputAfter(event: Event, patch: BulkPatch): EventInput | AppError {
  const { tags, threat, tlp = event.tlp, recipients, ...rest } = patch;
  const before = editable(event);
  const parsed = eventInput.safeParse(
    {
      ...before,
      ...rest,
      tlp,
      recipients: tlp === 'red' ? (recipients ?? event.recipients) : [],
      tags: tagsAfter(event.tags, tags),
      threat: threat && before.threat ? { ...before.threat, ...threat } : before.threat,
    },
    { error: errorMap },
  );
  return parsed.success ? parsed.data : invalidFields(fieldErrorsOf(parsed.error.issues));
}

function tagsAfter(tags: readonly string[], change: BulkPatch['tags']): readonly string[] {
  if (change === undefined) return tags;
  if ('add' in change) return [...tags.filter((tag) => !change.remove.includes(tag)), ...change.add];
  return change;
}
