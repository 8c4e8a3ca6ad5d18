import * as z from 'zod';
import { instant } from './values/scalars';
import { statusParts } from './words';

/** How an installation is running, for its administrators; nothing of a record, a person or a path. */
export const status = z.strictObject({
  version: z.string(),
  startedAt: instant,
  node: z.strictObject({
    version: z.string(),
    supportedUntil: z
      .string()
      .nullable()
      .meta({ description: 'The last day of security fixes, where known' }),
    isPastEnd: z.boolean(),
  }),
  backup: z.strictObject({
    schedule: z.string().nullable().meta({ description: 'As a cron expression; null where there is none' }),
    last: z
      .strictObject({ at: instant, hasSucceeded: z.boolean() })
      .nullable()
      .meta({ description: 'Of the schedule alone' }),
  }),
  disk: z.strictObject({ freeBytes: z.number(), totalBytes: z.number() }),
  database: z.strictObject({ bytes: z.number(), walBytes: z.number() }),
  viewers: z.int(),
  waiting: z.strictObject({ writer: z.int(), reader: z.int() }),
  failing: z.array(z.enum(statusParts)).meta({ description: 'Parts that do not work at the moment' }),
});
export type Status = z.output<typeof status>;
