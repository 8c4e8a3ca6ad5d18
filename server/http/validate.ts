import type { FastifySchemaCompiler } from 'fastify';
import type * as z from 'zod';
import type { FieldError } from '@/db/model/errors';
import { invisiblePaths } from '@/db/model/values/visible-text';
import { bodyErrorMap, fieldErrors, invalidFields } from '../parse';

/** Validates the bodies, paths and query parameters of routes. Headers are read by the functions in headers.ts. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  if (httpPart === 'headers') return (value: unknown) => ({ value });
  const isQuery = httpPart === 'querystring';
  return (value: unknown) => {
    const parsed = schema.safeParse(value, { error: isQuery ? queryErrorMap : bodyErrorMap });
    if (parsed.success) {
      const unseen = httpPart === 'body' ? invisiblePaths(parsed.data) : [];
      if (unseen.length === 0) return { value: parsed.data };
      return { error: invalidFields(unseen.map((path) => ({ path, message: 'Fill this in' }))) };
    }
    const errors = fieldErrors(parsed.error.issues);
    return { error: invalidFields(isQuery ? errors.map(byParameter) : errors) };
  };
};

/** "targeted.1" is the second of several values: the error names the parameter instead. */
function byParameter({ path, message }: FieldError): FieldError {
  return { path: path.split('.', 1)[0] ?? '', message };
}

const queryErrorMap: z.core.$ZodErrorMap = (issue) =>
  issue.code === 'invalid_type' && Array.isArray(issue.input)
    ? 'Send this parameter once, with commas between several values'
    : bodyErrorMap(issue);
