import { sql } from 'drizzle-orm';
import type { Db } from '../client';
import { events } from '../schema/events';

/** Inserts a new event; parameters are `columnsOf` its record, `record`, `id`, `ref`, `activityAt`, `now` and `by`. */
export function prepareEventInsert(db: Db) {
  const slot = sql.placeholder;
  return db
    .insert(events)
    .values({
      id: slot('id'),
      ref: slot('ref'),
      version: 1,
      kind: slot('kind'),
      handling: slot('handling'),
      severity: slot('severity'),
      verification: slot('verification'),
      tlp: slot('tlp'),
      status: slot('status'),
      phase: slot('phase'),
      isActive: slot('isActive'),
      host: slot('host'),
      lat: slot('lat'),
      lon: slot('lon'),
      at: slot('at'),
      activityAt: slot('activityAt'),
      loggedAt: slot('now'),
      updatedAt: slot('now'),
      validUntil: slot('validUntil'),
      createdBy: slot('by'),
      updatedBy: slot('by'),
      record: slot('record'),
    })
    .returning()
    .prepare();
}
