import * as z from 'zod';

/** A whole number in a query parameter. */
export function wholeNumber(min: number, max: number) {
  const error = `Give a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, error)
    .transform(Number)
    .pipe(z.int().min(min, error).max(max, error));
}

/** The query parameters of every list. */
export const pageQuery = {
  limit: wholeNumber(1, 500).default(50),
  page: z.string().max(1000, 'Send next of an earlier response').optional(),
} as const;
