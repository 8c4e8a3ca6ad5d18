import * as z from 'zod';
import { because } from './field-errors';
import type { Country } from './places/countries';
import type { Point } from './places/distance';
import { endLimit, startLimit } from './values/moment';
import { country, limitMoment, text, uuid } from './values/scalars';
import * as w from './words';

/** A comma-separated list of values, any of which may match. */
export function anyOf<T extends z.ZodType<unknown, string>>(value: T) {
  return z
    .string()
    .transform((joined) => joined.split(',').filter((part) => part !== ''))
    .pipe(z.array(value).min(1, because('no-values')).max(300));
}

export const flag = z
  .enum(['true', 'false'], because('boolean-expected'))
  .transform((value) => value === 'true');

/** A box as "W,S,E,N" in degrees. */
export const bbox = z
  .string()
  .transform((joined) => joined.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part))))
  .pipe(
    z.tuple(
      [
        z.number().min(-180).max(180),
        z.number().min(-90).max(90),
        z.number().min(-180).max(180),
        z.number().min(-90).max(90),
      ],
      because('invalid-box'),
    ),
  )
  .refine(([, south, , north]) => south <= north, because('box-order'));

const radiusKm = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,3})?$/, because('number-expected'))
  .transform(Number)
  .pipe(z.number().min(1).max(500));

/**
 * The filter of events as query parameters. Values of one parameter are combined with OR, parameters with AND. `from`
 * is inclusive and `to` exclusive; a bare date in `to` includes its day (UTC). `nearCountries` and `nearMissions`
 * find events within `radiusKm` of a mission of these countries, and of one of these missions; missions without a
 * position are left out.
 */
export const filterQuery = {
  targeted: anyOf(country).optional(),
  kind: anyOf(z.enum(w.kinds)).optional(),
  host: anyOf(country).optional(),
  targetType: anyOf(z.enum(w.targetTypes)).optional(),
  diplomatic: flag.optional(),
  mission: anyOf(uuid).optional(),
  attackType: anyOf(z.enum(w.attackTypes)).optional(),
  actor: anyOf(uuid).optional(),
  status: anyOf(z.enum(w.threatStatuses)).optional(),
  phase: anyOf(z.enum(w.phases)).optional(),
  severity: anyOf(z.enum(w.severities)).optional(),
  verification: anyOf(z.enum(w.verifications)).optional(),
  tlp: anyOf(z.enum(w.tlps)).optional(),
  tag: anyOf(text(50).overwrite((value) => value.toLowerCase())).optional(),
  handling: anyOf(z.enum(w.handlings)).optional(),
  from: limitMoment
    .transform(startLimit)
    .optional()
    .meta({ description: 'Dates without a time are compared with the date that this is in its own offset' }),
  to: limitMoment.transform(endLimit).optional(),
  q: text(200).optional(),
  bbox: bbox.optional(),
  nearCountries: anyOf(country).optional(),
  nearMissions: anyOf(uuid).optional(),
  radiusKm: radiusKm.optional(),
} as const;

type NearFields = { nearCountries?: unknown; nearMissions?: unknown; radiusKm?: number | undefined };

/** Refuses a radius without missions, and missions without a radius: for each schema that contains `filterQuery`. */
export function withRadius<T extends z.ZodType<NearFields>>(schema: T): T {
  const isNear = ({ nearCountries, nearMissions }: NearFields) =>
    nearCountries !== undefined || nearMissions !== undefined;
  return schema
    .refine((given) => !isNear(given) || given.radiusKm !== undefined, {
      path: ['radiusKm'],
      ...because('radius-missing'),
    })
    .refine((given) => isNear(given) || given.radiusKm === undefined, {
      path: ['radiusKm'],
      ...because('radius-alone'),
    });
}

export const filter = withRadius(z.strictObject(filterQuery));
type FilterQuery = z.output<typeof filter>;
export type FilterName = keyof FilterQuery;
/**
 * `missionsAt` has the sending and host countries of the missions in `mission`, and `nearAt` the positions of the
 * missions in `nearCountries` and `nearMissions`; the caller of `matches` looks both up.
 */
export type Filter = FilterQuery & {
  missionsAt?: readonly { sending: Country; host: Country }[];
  nearAt?: readonly Point[];
};
