import * as z from 'zod';
import { instant } from './values/scalars';
import { statusParts } from './words';

/** The status of an installation, for its administrators. It contains nothing about records, people or paths. */
export const status = z.strictObject({
  version: z.string(),
  startedAt: instant,
  node: z.strictObject({
    version: z.string(),
    supportedUntil: z.string().nullable().meta({ description: 'The last day of security fixes, if known' }),
    isPastEnd: z.boolean(),
  }),
  backup: z.strictObject({
    schedule: z.string().nullable().meta({ description: 'A cron expression; null if there is no schedule' }),
    last: z
      .strictObject({ at: instant, hasSucceeded: z.boolean() })
      .nullable()
      .meta({ description: 'The last scheduled backup' }),
  }),
  disk: z.strictObject({ freeBytes: z.number(), totalBytes: z.number() }),
  database: z.strictObject({ bytes: z.number(), walBytes: z.number() }),
  viewers: z.int(),
  waiting: z.strictObject({ writer: z.int(), reader: z.int() }),
  failing: z.array(z.enum(statusParts)).meta({ description: 'Parts that are failing now' }),
});
export type Status = z.output<typeof status>;
