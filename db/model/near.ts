import * as z from 'zod';
import { event } from './event/event';
import { because } from './field-errors';
import { anyOf, filterQuery } from './filter';
import { mission } from './reference';
import { country, uuid } from './values/scalars';

const { nearCountries: _, nearMissions: __, radiusKm, ...others } = filterQuery;

/** The missions, of these countries and of these ids, around which events are looked for; and the other filters. */
export const nearQuery = {
  ...others,
  countries: anyOf(country).optional(),
  missions: anyOf(uuid).optional(),
  radiusKm: radiusKm.unwrap(),
} as const;

type Given = { countries?: unknown; missions?: unknown };

/** Refuses a query without missions. */
export function withMissions<T extends z.ZodType<Given>>(schema: T): T {
  return schema.refine(({ countries, missions }) => countries !== undefined || missions !== undefined, {
    path: ['countries'],
    ...because('near-nothing'),
  });
}

/** An event and a mission within the radius. */
export const nearItem = z.strictObject({
  event,
  mission,
  km: z.number().meta({ description: 'The great-circle distance' }),
});
export type NearItem = z.output<typeof nearItem>;
