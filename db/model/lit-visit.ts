import * as z from 'zod';
import { visit } from './reference';
import { uuid } from './values/scalars';

/**
 * A visit that is lit up, and the ids of the events that do it: current threats against its country, and ongoing
 * attacks and severe or extreme threats where it takes place, from 72 hours before it begins until it ends.
 */
export const litVisit = z.strictObject({ visit, events: z.array(uuid).min(1) });
export type LitVisit = z.output<typeof litVisit>;
