import * as z from 'zod';

/** A whole number of a query, which carries text. */
export function wholeNumber(least: number, most: number) {
  const error = `Give a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, error)
    .transform(Number)
    .pipe(z.int().min(least, error).max(most, error));
}

/** What every list takes. */
export const pageQuery = {
  limit: wholeNumber(1, 500).default(50),
  page: z.string().max(1000, 'Give the next of an earlier answer').optional(),
} as const;
