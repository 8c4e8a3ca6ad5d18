import * as z from 'zod';
import * as w from '@/db/model/words';
import { event } from './event';
import { eventRef } from './fields';

/** What is to be reviewed, the most pressing first. */
export const review = z.strictObject({
  items: z.array(
    z.strictObject({
      event,
      needs: z.array(z.enum(w.reviewNeeds)).min(1),
      isDeleted: z.boolean(),
      mergedInto: eventRef.nullable().meta({
        description:
          'The reference of the event that a deleted one was merged into, if the reader may see it',
      }),
    }),
  ),
});
export type ReviewItem = z.output<typeof review>['items'][number];
