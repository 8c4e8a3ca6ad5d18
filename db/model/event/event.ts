import * as z from 'zod';
import { instant, uuid } from '@/db/model/values/scalars';
import * as w from '@/db/model/words';
import { toBeConfirmed, unconfirmedChange } from './confirmation';
import { refuseContradictions } from './contradictions';
import {
  actor,
  actorInput,
  common,
  eventFields,
  eventRef,
  incident,
  location,
  source,
  target,
  targetInput,
  threat,
} from './fields';

/** The input of an event: the body of POST /api/events, and a record after a merge patch. */
export const eventInput = eventFields.superRefine(refuseContradictions);
export type EventInput = z.output<typeof eventInput>;
export type EventDraft = z.input<typeof eventInput>;

const by = z.strictObject({ id: z.string(), name: z.string() });

/** An event in responses. Every key is present; unknown values are null. */
export const event = z.strictObject({
  id: uuid,
  ref: eventRef,
  aliases: z
    .array(eventRef)
    .meta({ description: 'References of records merged into this one; they lead here' }),
  version: z.int().min(1),
  ...common,
  atPrecision: z.enum(w.precisions),
  loggedAt: instant,
  activityAt: instant,
  location,
  targets: z.array(target),
  actors: z.array(actor),
  sources: z.array(source),
  incident: incident.nullable(),
  threat: threat.nullable(),
  toBeConfirmed: toBeConfirmed.nullable().meta({
    description: 'Changes that a second person has not confirmed yet, as far as the reader may know',
  }),
  createdBy: by,
  updatedAt: instant,
  updatedBy: by,
});
export type Event = z.output<typeof event>;
export type Target = Event['targets'][number];
export type Source = Event['sources'][number];

/** The content of an event as it is stored and journalled: without names of other records, links and dates of changes. */
const eventRecord = z.strictObject({
  ...common,
  atPrecision: z.enum(w.precisions),
  location,
  targets: z.array(targetInput),
  actors: z.array(actorInput),
  sources: z.array(source),
  incident: incident.omit({ realises: true }).nullable(),
  threat: threat.omit({ realisedBy: true }).nullable(),
  /** Absent if there are none. */
  unconfirmed: z.array(unconfirmedChange).optional(),
  /** The records that were merged into this one, the earliest first; absent if there are none. */
  merged: z.array(z.strictObject({ id: uuid, ref: eventRef })).optional(),
});
export type EventRecord = z.output<typeof eventRecord>;
