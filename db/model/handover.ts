import * as z from 'zod';
import { event } from './event/event';
import { handover } from './records/handover';
import { fieldChange } from './reference';
import { instant, requiredText, uuid } from './values/scalars';
import { reviewNeeds } from './words';

const counted = z.int().min(0);

/** What happened in a period, as its reader may see it: each record once, in one of the lists. */
export const handoverReport = z.strictObject({
  since: instant,
  until: instant,
  arrived: z.array(event).meta({ description: 'Logged in the period, or readable since then' }),
  changed: z.array(z.strictObject({ event, changes: z.array(fieldChange) })),
  ended: z.array(event).meta({ description: 'Attacks and threats that are no longer active' }),
  lapsed: z.array(event).meta({ description: 'Threats that the system set to lapsed' }),
  retracted: z.array(event).meta({ description: 'Deleted, as they were before; for analysts' }),
  counts: z
    .strictObject({
      arrived: counted,
      changed: counted,
      ended: counted,
      lapsed: counted,
      retracted: counted,
    })
    .meta({ description: 'Each list has at most 500 records, the latest activity first' }),
  isComplete: z
    .boolean()
    .meta({ description: 'False if more than 10,000 records changed: others are left out' }),
  unacknowledged: z.array(event).meta({ description: 'Empty: nothing is acknowledged yet' }),
  toBeConfirmed: z.array(event).meta({ description: 'For analysts' }),
  dueSoon: z.array(z.strictObject({ event, needs: z.array(z.enum(reviewNeeds)).min(1) })),
  latest: handover.nullable().meta({ description: 'The latest handover that the reader may see' }),
  actions: z
    .array(z.strictObject({ handoverId: uuid, index: counted, text: requiredText(500) }))
    .meta({ description: 'Of the latest handover, what is still to be done' }),
});
export type HandoverReport = z.output<typeof handoverReport>;
