import * as z from 'zod';

/** What the processes of the bench tell each other. */

export const meterSchema = z.object({
  /** Processor time of all threads since the last answer, and that time on the clock (ms). */
  cpu: z.number(),
  wall: z.number(),
  /** How much longer than asked a timer of the event loop took (ms). */
  loop: z.object({ p50: z.number(), p99: z.number(), max: z.number() }),
});
export type Meter = z.infer<typeof meterSchema>;

export const seenSchema = z.array(
  z.object({ mark: z.number(), count: z.number(), first: z.number(), last: z.number() }),
);
export type Seen = z.infer<typeof seenSchema>;
