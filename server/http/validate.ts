import type { FastifySchemaCompiler } from 'fastify';
import type * as z from 'zod';
import type { FieldError } from '@/db/model/errors';
import { invisiblePaths } from '@/db/model/values/visible-text';
import { fieldErrors, refusalOf, sayInBody } from '../parse';

/** Checks bodies and query parameters of routes; headers are read by those who need them (headers.ts). */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  if (httpPart === 'headers') return (value: unknown) => ({ value });
  const isQuery = httpPart === 'querystring';
  return (value: unknown) => {
    const parsed = schema.safeParse(value, { error: isQuery ? sayInQuery : sayInBody });
    if (parsed.success) {
      const unseen = httpPart === 'body' ? invisiblePaths(parsed.data) : [];
      if (unseen.length === 0) return { value: parsed.data };
      return { error: refusalOf(unseen.map((path) => ({ path, message: 'Fill this in' }))) };
    }
    const errors = fieldErrors(parsed.error.issues);
    return { error: refusalOf(isQuery ? errors.map(byParameter) : errors) };
  };
};

/** "targeted.1" is the second of several values: the parameter is what has to be corrected. */
function byParameter({ path, message }: FieldError): FieldError {
  return { path: path.split('.', 1)[0] ?? '', message };
}

const sayInQuery: z.core.$ZodErrorMap = (issue) =>
  issue.code === 'invalid_type' && Array.isArray(issue.input)
    ? 'Give this once; commas go between several values'
    : sayInBody(issue);
