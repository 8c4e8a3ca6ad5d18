import * as z from 'zod';
import { type OperationAnswer, operationAnswer } from '@/db/model/event/bulk-change';
import { type Event, event } from '@/db/model/event/event';
import { type Mission, mission } from '@/db/model/reference';
import { ifMatch, type Outcome, write } from '../../_api/write';

/** Logs an event. Idempotent: the same key and body create one record. */
export function createEvent({ key, body }: { key: string; body: string }): Promise<Outcome<Event>> {
  return write({ method: 'POST', path: '/api/events', headers: { 'Idempotency-Key': key }, body }, event);
}

/** Changes the edited version with a merge patch that includes the reason. */
export function changeEvent(
  { id, version }: Pick<Event, 'id' | 'version'>,
  patch: Readonly<Record<string, unknown>>,
): Promise<Outcome<Event>> {
  return write(
    {
      method: 'PATCH',
      path: `/api/events/${id}`,
      headers: ifMatch({ version }),
      body: JSON.stringify(patch),
    },
    event,
  );
}

/** Deletes the displayed version and returns null. `gone` also means that it is deleted. */
export function deleteEvent(
  { id, version }: Pick<Event, 'id' | 'version'>,
  reason: string,
): Promise<Outcome<Event | null>> {
  return write(
    {
      method: 'DELETE',
      path: `/api/events/${id}`,
      headers: ifMatch({ version }),
      body: JSON.stringify({ reason }),
    },
    event.nullable(),
  );
}

/** Restores a deleted event. Idempotent: the same key and reason restore it once. */
export function restoreEvent(
  { id, key }: { id: string; key: string },
  reason: string,
): Promise<Outcome<Event>> {
  return write(
    {
      method: 'POST',
      path: `/api/events/${id}/restore`,
      headers: { 'Idempotency-Key': key },
      body: JSON.stringify({ reason }),
    },
    event,
  );
}

type Shown = Pick<Event, 'id' | 'version'>;

/** The event that stays, and the operation, which can be undone. */
const mergedEvent = z.strictObject({ ...event.shape, operationId: z.string().optional() });
export type MergedEvent = z.output<typeof mergedEvent>;

/**
 * Merges the displayed version of an event into that of another. `gone`: one of the two was deleted or can no longer be
 * read. Idempotent by its key.
 */
export function mergeEvent(
  merged: Shown,
  into: Shown,
  { reason, key }: { reason: string; key: string },
): Promise<Outcome<MergedEvent>> {
  return write(
    {
      method: 'POST',
      path: `/api/events/${merged.id}/merge`,
      headers: { ...ifMatch(merged), 'Idempotency-Key': key },
      body: JSON.stringify({ into: into.id, intoVersion: into.version, reason }),
    },
    mergedEvent,
  );
}

/** Undoes an operation, as far as nobody has changed its records since. Repeating it does no harm. */
export function undoOperation(operationId: string, reason: string): Promise<Outcome<OperationAnswer>> {
  return write(
    {
      method: 'POST',
      path: `/api/operations/${operationId}/undo`,
      body: JSON.stringify({ reason }),
    },
    operationAnswer,
  );
}

/** Confirms, as a second person, what is to be confirmed of the displayed version. Idempotent by its key. */
export function confirmEvent(shown: Shown, key: string): Promise<Outcome<Event>> {
  return decide(shown, 'confirm', key, {});
}

/** Reverts what is to be confirmed of the displayed version. Idempotent by its key. */
export function revertEvent(shown: Shown, reason: string, key: string): Promise<Outcome<Event>> {
  return decide(shown, 'revert', key, { reason });
}

function decide({ id, version }: Shown, act: 'confirm' | 'revert', key: string, body: { reason?: string }) {
  return write(
    {
      method: 'POST',
      path: `/api/events/${id}/${act}`,
      headers: { ...ifMatch({ version }), 'Idempotency-Key': key },
      body: JSON.stringify(body),
    },
    event,
  );
}

/** Adds a mission to the register. */
export function createMission({ key, body }: { key: string; body: string }): Promise<Outcome<Mission>> {
  return write({ method: 'POST', path: '/api/missions', headers: { 'Idempotency-Key': key }, body }, mission);
}

const namedActor = z.object({ id: z.string(), name: z.string() });

/** Adds an actor; null on failure. */
export async function createActor({
  key,
  body,
}: {
  key: string;
  body: string;
}): Promise<{ id: string; name: string } | null> {
  const outcome = await write(
    { method: 'POST', path: '/api/actors', headers: { 'Idempotency-Key': key }, body },
    namedActor,
  );
  return outcome.is === 'done' ? outcome.value : null;
}
