import * as z from 'zod';
import { because } from '@/db/model/field-errors';
import { countryCodes } from '@/db/model/places/countries';
import { endOfYears } from './moment';
import { isStorable } from './storable';

/** Trimmed text of up to `max` code points. */
export function text(max: number) {
  return z
    .string()
    .trim()
    .refine(isStorable, because('not-text'))
    .refine((value) => value.length <= max || [...value].length <= max, because('too-long', { max }));
}

/** Text that must not be empty. */
export function requiredText(max: number) {
  return text(max).refine((value) => value !== '', because('required'));
}

/** A calendar date that exists, from 1000 to 9999. */
export const isoDate = z.iso
  .date(because('invalid-date'))
  .refine((value) => value >= '1000-01-01', because('year-out-of-range'));

const instantAsGiven = z.iso
  .datetime({ offset: true, ...because('invalid-instant') })
  .refine((value) => value >= '1000-01-02' && !Number.isNaN(Date.parse(value)), because('no-such-instant'))
  .refine((value) => !(Date.parse(value) >= endOfYears), because('instant-too-late'));

/** An instant with its offset; stored in UTC with milliseconds. */
export const instant = instantAsGiven.overwrite((value) =>
  Number.isNaN(Date.parse(value)) ? value : new Date(value).toISOString(),
);

/** A date or an instant whose offset is kept. */
export const limitMoment = z.union([isoDate, instantAsGiven], because('invalid-moment'));

/** A date or an instant, as precise as it is known. */
export const moment = z.union([isoDate, instant], because('invalid-moment'));

export const country = z.enum(countryCodes, because('invalid-country'));

export const uuid = z.guid(because('invalid-id')).overwrite((value) => value.toLowerCase());

/** A field that may be unknown: leaving it out and null mean the same. */
export function optional<T extends z.ZodType>(schema: T) {
  return schema.nullable().default(null);
}
