import * as z from 'zod';
import type { FieldError } from '@/db/model/errors';
import { type Event, event } from '@/db/model/event';
import { type Answer, ask, problem } from '../../_api/ask';

/** What became of a request that writes. */
export type Outcome =
  | { is: 'done'; event: Event }
  /** Bad fields: nothing was written. */
  | { is: 'invalid'; errors: FieldError[]; detail: string }
  /** Somebody else has changed the record: it as it stands now. */
  | { is: 'moved-on'; current: Event }
  /** Deleted, or no longer to be seen. */
  | { is: 'gone' }
  /** Refused for another reason, said in `detail`: nothing was written. */
  | { is: 'refused'; detail: string }
  /** No answer, or one of a server that failed: it may have been written or not. */
  | { is: 'unreachable' };

function outcomeOf(answer: Answer | null): Outcome {
  if (answer === null || answer.status >= 500) return { is: 'unreachable' };
  const { status, json } = answer;
  if (status === 200 || status === 201) {
    const made = event.safeParse(json);
    return made.success ? { is: 'done', event: made.data } : { is: 'unreachable' };
  }
  const refusal = problem.safeParse(json).data;
  if (status === 404) return { is: 'gone' };
  if (status === 412) {
    const current = event.safeParse(refusal?.current);
    if (current.success) return { is: 'moved-on', current: current.data };
  }
  if (refusal && refusal.errors.length > 0) {
    return { is: 'invalid', errors: refusal.errors, detail: refusal.detail };
  }
  return { is: 'refused', detail: refusal?.detail ?? String(status) };
}

/** Logs an event. The same key with the same body makes one record, however often it is sent. */
export async function createEvent({ key, body }: { key: string; body: string }): Promise<Outcome> {
  return outcomeOf(
    await ask({ method: 'POST', path: '/api/events', headers: { 'Idempotency-Key': key }, body }),
  );
}

/** Changes the version that was edited, by a merge patch with its reason beside it. */
export async function changeEvent(
  { id, version }: Pick<Event, 'id' | 'version'>,
  patch: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  return outcomeOf(
    await ask({
      method: 'PATCH',
      path: `/api/events/${id}`,
      headers: { 'If-Match': `"${version}"` },
      body: JSON.stringify(patch),
    }),
  );
}

/** Deletes the version that was looked at; `gone` is what was wanted too. */
export async function deleteEvent(
  { id, version }: Pick<Event, 'id' | 'version'>,
  reason: string,
): Promise<Outcome | { is: 'deleted' }> {
  const answer = await ask({
    method: 'DELETE',
    path: `/api/events/${id}`,
    headers: { 'If-Match': `"${version}"` },
    body: JSON.stringify({ reason }),
  });
  return answer?.status === 204 ? { is: 'deleted' } : outcomeOf(answer);
}

const namedActor = z.object({ id: z.string(), name: z.string() });

/** Adds an actor; null where it could not be. */
export async function createActor({
  key,
  body,
}: {
  key: string;
  body: string;
}): Promise<{ id: string; name: string } | null> {
  const answer = await ask({
    method: 'POST',
    path: '/api/actors',
    headers: { 'Idempotency-Key': key },
    body,
  });
  return namedActor.safeParse(answer?.json).data ?? null;
}
