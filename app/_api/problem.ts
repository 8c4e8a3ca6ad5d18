import * as z from 'zod';

const params = z.record(z.string(), z.union([z.string(), z.number()])).default({});
/** An error response of the API (RFC 9457). The end of its type is its kind. */
export const problem = z.object({
  type: z.string().default(''),
  code: z.string().default(''),
  params,
  errors: z.array(z.object({ path: z.string(), code: z.string(), params })).default([]),
  current: z.unknown().optional(),
});

export type ApiFieldError = z.output<typeof problem>['errors'][number];
