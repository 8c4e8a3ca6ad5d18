import * as z from 'zod';
import { event } from './event/event';
import { type eventFields, location, sourceFields, targetInput } from './event/fields';
import { moment, text, uuid } from './values/scalars';
import * as w from './words';

/** Fields of the input that are not compared. */
const others = [
  'handling',
  'atPrecision',
  'attackTypes',
  'weaponTypes',
  'severity',
  'verification',
  'tlp',
  'recipients',
  'tags',
  'actors',
  'incident',
  'threat',
] as const satisfies readonly (keyof typeof eventFields.shape)[];

/**
 * What is known of an event while it is typed: any part of its input. Only what is compared is kept; other fields of the
 * input are accepted, so that a whole input can be sent.
 */
export const similarDraft = z.strictObject({
  id: uuid
    .optional()
    .meta({ description: 'The id of the event that is edited, which is not similar to itself' }),
  kind: z.enum(w.kinds).optional(),
  title: text(200).default(''),
  summary: text(20_000).default(''),
  at: moment.nullish(),
  location: location.partial().nullish(),
  targets: z.array(targetInput).max(20).default([]),
  sources: z.array(sourceFields.partial()).max(50).default([]),
  ...Object.fromEntries(others.map((name) => [name, z.unknown().optional()])),
});
export type SimilarDraft = z.output<typeof similarDraft>;

export const similarEvent = z.strictObject({
  event,
  score: z.number().min(0).max(1),
  reasons: z.array(z.enum(w.similarityReasons)),
});
export type SimilarEvent = z.output<typeof similarEvent>;
