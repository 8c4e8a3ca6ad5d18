import type { FastifySchemaCompiler } from 'fastify';
import type * as z from 'zod';
import { type FieldError, fieldError, invalidFields } from '@/db/model/errors';
import { errorMap, fieldErrorsOf } from '@/db/model/field-errors';
import { invisiblePaths } from '@/db/model/values/visible-text';

/** Validates the bodies, paths and query parameters of routes. Headers are read by the functions in headers.ts. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  if (httpPart === 'headers') return (value: unknown) => ({ value });
  const isQuery = httpPart === 'querystring';
  return (value: unknown) => {
    const parsed = schema.safeParse(value, { error: isQuery ? queryErrorMap : errorMap });
    if (parsed.success) {
      const unseen = httpPart === 'body' ? invisiblePaths(parsed.data) : [];
      if (unseen.length === 0) return { value: parsed.data };
      return { error: invalidFields(unseen.map((path) => fieldError(path, 'required'))) };
    }
    const errors = fieldErrorsOf(parsed.error.issues);
    return { error: invalidFields(isQuery ? errors.map(byParameter) : errors) };
  };
};

/** "targeted.1" is the second of several values: the error names the parameter instead. */
function byParameter({ path, ...told }: FieldError): FieldError {
  return { path: path.split('.', 1)[0] ?? '', ...told };
}

const queryErrorMap: z.core.$ZodErrorMap = (issue) =>
  issue.code === 'invalid_type' && Array.isArray(issue.input) ? 'parameter-repeated' : errorMap(issue);
