import * as z from 'zod';
import { countryCodes } from '@/db/model/places/countries';
import { endOfYears } from './moment';
import { isStorable } from './storable';

/** Trimmed text of up to `max` code points. */
export function text(max: number) {
  return z
    .string()
    .trim()
    .refine(isStorable, 'Remove the characters that are not text')
    .refine((value) => value.length <= max || [...value].length <= max, {
      error: `Shorten this to ${max} characters`,
    });
}

/** Text that must not be empty. */
export function requiredText(max: number) {
  return text(max).refine((value) => value !== '', 'Fill this in');
}

/** A calendar date that exists, from 1000 to 9999. */
export const isoDate = z.iso
  .date({ error: 'Give a date as YYYY-MM-DD' })
  .refine((value) => value >= '1000-01-01', 'Give a year of four digits');

/** An instant with its offset; stored in UTC with milliseconds. */
export const instant = z.iso
  .datetime({ offset: true, error: 'Give a time with its offset, such as 2022-09-05T10:50:00+04:30' })
  .refine((value) => value >= '1000-01-02' && !Number.isNaN(Date.parse(value)), 'Give a time that exists')
  .refine((value) => !(Date.parse(value) >= endOfYears), 'Give a time before 9999-12-31')
  .overwrite((value) => (Number.isNaN(Date.parse(value)) ? value : new Date(value).toISOString()));

/** A date or an instant, as precise as it is known. */
export const moment = z.union([isoDate, instant], {
  error: 'Give a date (YYYY-MM-DD) or a time with its offset (2022-09-05T10:50:00+04:30)',
});

export const country = z.enum(countryCodes, {
  error: 'Give the two-letter code of a country (ISO 3166-1), XK, UN, EU or XO',
});

export const uuid = z.guid({ error: 'Give an id (UUID)' }).overwrite((value) => value.toLowerCase());

/** A field that may be unknown: leaving it out and null mean the same. */
export function optional<T extends z.ZodType>(schema: T) {
  return schema.nullable().default(null);
}
