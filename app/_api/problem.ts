import * as z from 'zod';

const params = z.record(z.string(), z.union([z.string(), z.number()])).default({});
/** An error response of the API (RFC 9457). */
export const problem = z.object({
  code: z.string().default(''),
  params,
  errors: z.array(z.object({ path: z.string(), code: z.string(), params })).default([]),
  current: z.unknown().optional(),
});

export type ApiFieldError = z.output<typeof problem>['errors'][number];
