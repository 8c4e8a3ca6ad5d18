import type * as z from 'zod';
import { AppError, type FieldError } from '@/db/model/errors';

type Issue = z.core.$ZodIssue;

const maxErrors = 100;
const maxPathLength = 300;

/** Parses external input. @throws AppError 'invalid' with the path of each bad field and what to do about it */
export function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value, { error: bodyErrorMap });
  if (parsed.success) return parsed.data;
  throw invalidFields(fieldErrors(parsed.error.issues));
}

export function invalidFields(errors: FieldError[]): AppError {
  const [first] = errors;
  const rest = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  const where = first?.path ? `${first.path}: ` : '';
  return new AppError('invalid', `${where}${first?.message}${rest}.`, {
    errors: errors.slice(0, maxErrors),
  });
}

export function fieldErrors(issues: readonly Issue[]): FieldError[] {
  return issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          path: joinPath([...issue.path, key]),
          message: 'Remove this: it is not a known name',
        }))
      : [{ path: joinPath(issue.path), message: issue.message }],
  );
}

function joinPath(path: readonly PropertyKey[]): string {
  return path.map(String).join('.').slice(0, maxPathLength);
}

const typeNames: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a JSON object',
  tuple: 'a list',
  record: 'a JSON object',
};

export const bodyErrorMap: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'Fill this in'
        : `Give ${typeNames[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `Give ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.join(', ')}`;
    case 'too_big':
      return tooBig(issue.origin, issue.maximum);
    case 'too_small':
      return tooSmall(issue.origin, issue.minimum);
    case 'invalid_format':
      return 'Give this in the format of the API description (/api/openapi.json)';
    default:
      return 'Give a value of the type in the API description (/api/openapi.json)';
  }
};

function tooBig(origin: string, max: number | bigint): string {
  if (origin === 'string') return `Shorten this to ${max} characters`;
  return origin === 'array' ? `Give at most ${max}` : `Give ${max} or less`;
}

function tooSmall(origin: string, min: number | bigint): string {
  if (origin === 'string') return `Give at least ${min} characters`;
  return origin === 'array' ? `Give at least ${min}` : `Give ${min} or more`;
}
