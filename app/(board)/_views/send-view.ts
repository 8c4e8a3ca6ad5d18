import * as z from 'zod';
import { type View, viewRecord } from '@/db/model/records/view';
import { ifMatch, type Outcome, write } from '../../_api/write';

type Content = Pick<View, 'name' | 'query' | 'layout' | 'shared'>;
type Versioned = Pick<View, 'id' | 'version'>;

/** Saves a new view. `key` is the same for each attempt. */
export function createView(content: Content, key: string): Promise<Outcome<View>> {
  const headers = { 'Idempotency-Key': key };
  return write(
    { method: 'POST', path: '/api/views', headers, body: JSON.stringify(content) },
    viewRecord.schema,
  );
}

export function changeView(view: Versioned, change: Partial<Content>): Promise<Outcome<View>> {
  return write(
    { method: 'PATCH', path: `/api/views/${view.id}`, headers: ifMatch(view), body: JSON.stringify(change) },
    viewRecord.schema,
  );
}

export function deleteView(view: Versioned, reason: string): Promise<Outcome<null>> {
  const body = JSON.stringify({ reason });
  return write({ method: 'DELETE', path: `/api/views/${view.id}`, headers: ifMatch(view), body }, z.null());
}
