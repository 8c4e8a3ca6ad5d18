import * as z from 'zod';

/** A whole number of a query, which carries text. */
export function wholeNumber(min: number, max: number) {
  const error = `Give a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, error)
    .transform(Number)
    .pipe(z.int().min(min, error).max(max, error));
}

/** What every list takes. */
export const pageQuery = {
  limit: wholeNumber(1, 500).default(50),
  page: z.string().max(1000, 'Give the next of an earlier answer').optional(),
} as const;
