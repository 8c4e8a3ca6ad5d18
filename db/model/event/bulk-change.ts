import * as z from 'zod';
import { because } from '@/db/model/field-errors';
import { filter } from '@/db/model/filter';
import { requiredText, uuid } from '@/db/model/values/scalars';
import * as w from '@/db/model/words';
import { maxBulkRecords } from './bulk-limit';
import { common, threatInput } from './fields';

const tagList = common.tags.unwrap();

/** What one change can do to many events: as a merge patch of each, but tags can be added and removed too. */
export const bulkPatch = z
  .strictObject({
    verification: z.enum(w.verifications).optional(),
    severity: z.enum(w.severities).optional(),
    tags: z
      .union([
        tagList,
        z
          .strictObject({ add: tagList.default([]), remove: tagList.default([]) })
          .refine(({ add, remove }) => add.length + remove.length > 0, because('nothing-to-change')),
      ])
      .optional()
      .meta({ description: 'A list replaces the tags; { add, remove } changes those that are named' }),
    tlp: z.enum(w.tlps).optional(),
    recipients: z
      .array(uuid)
      .max(200)
      .optional()
      .meta({ description: 'Only with tlp red. Without it the recipients of a red event stay' }),
    threat: z
      .strictObject({
        status: threatInput.shape.status.unwrap(),
        statusReason: threatInput.shape.statusReason,
      })
      .partial({ statusReason: true })
      .optional()
      .meta({ description: 'Incidents are skipped' }),
    handling: z
      .enum(['actual', 'example'])
      .optional()
      .meta({ description: 'An event never becomes part of an exercise this way' }),
  })
  .refine((patch) => Object.keys(patch).length > 0, because('nothing-to-change'))
  .refine(({ tlp, recipients }) => recipients === undefined || tlp === 'red', {
    path: ['recipients'],
    ...because('recipients-not-red'),
  });
export type BulkPatch = z.output<typeof bulkPatch>;

const seenRecord = z.union(
  [uuid.transform((id) => ({ id, version: null })), z.strictObject({ id: uuid, version: z.int().min(1) })],
  because('invalid-id'),
);
export type SeenRecord = z.output<typeof seenRecord>;

/** The body of POST /api/events/bulk. */
export const bulkRequest = z
  .strictObject({
    ids: z.array(seenRecord).min(1).max(maxBulkRecords).optional().meta({
      description:
        'Ids, or ids with the version that was seen: a record that has changed since is then skipped',
    }),
    filter: filter.optional().meta({
      description: 'Instead of ids: as in the query of GET /api/events, each value as text',
    }),
    expectedCount: z.int().min(1).max(maxBulkRecords).optional().meta({
      description: 'With filter: how many events it finds; with another number nothing is changed',
    }),
    patch: bulkPatch,
    reason: requiredText(500),
  })
  .refine(({ ids, filter: given }) => (ids === undefined) !== (given === undefined), {
    path: ['ids'],
    ...because('ids-or-filter'),
  })
  .refine(({ filter: given, expectedCount }) => (given === undefined) === (expectedCount === undefined), {
    path: ['expectedCount'],
    ...because('count-with-filter'),
  });
export type BulkRequest = z.output<typeof bulkRequest>;

/** A record that an operation left as it is; `ref` is null if there is none that the reader may see. */
const skippedRecord = z.strictObject({
  id: uuid,
  ref: z.string().nullable(),
  code: z.string().meta({ description: 'Why: a code of problems' }),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

export const operationAnswer = z.strictObject({
  operationId: uuid.meta({ description: 'For POST /api/operations/{id}/undo' }),
  changed: z.int().meta({ description: 'The number of records that have a new version' }),
  skipped: z.array(skippedRecord),
});
export type OperationAnswer = z.output<typeof operationAnswer>;
