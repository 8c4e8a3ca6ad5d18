import * as z from 'zod';

/** Messages between the processes of the bench. */

export const usageSchema = z.object({
  /** Processor time of all threads and elapsed time since the last call (ms). */
  cpu: z.number(),
  wall: z.number(),
  /** The delay of the event loop (ms). */
  loop: z.object({ p50: z.number(), p99: z.number(), max: z.number() }),
});
export type Usage = z.infer<typeof usageSchema>;

export const seenSchema = z.array(
  z.object({ mark: z.number(), count: z.number(), first: z.number(), last: z.number() }),
);
export type Seen = z.infer<typeof seenSchema>;
