import * as z from 'zod';
import * as w from '@/db/model/words';
import { event } from './event';

/** What is to be reviewed, the most pressing first. */
export const review = z.strictObject({
  items: z.array(
    z.strictObject({ event, needs: z.array(z.enum(w.reviewNeeds)).min(1), isDeleted: z.boolean() }),
  ),
});
export type ReviewItem = z.output<typeof review>['items'][number];
