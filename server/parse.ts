import type * as z from 'zod';
import { invalidFields } from '@/db/model/errors';
import { errorMap, fieldErrorsOf } from '@/db/model/field-errors';

/** Parses external input. @throws AppError 'invalid-fields' with the path of each bad field and what is wrong with it */
export function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value, { error: errorMap });
  if (parsed.success) return parsed.data;
  throw invalidFields(fieldErrorsOf(parsed.error.issues));
}
