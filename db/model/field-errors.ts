import type * as z from 'zod';
import { type AnswerCode, isAnswerCode } from './error-codes';
import type { CodedError, ErrorParams, FieldError, GivenParams } from './errors';

type Issue = z.core.$ZodIssue;

const maxPathLength = 300;

/**
 * What a check of a schema tells instead of zod's own issue: `z.string().refine(isTimeZone, because('invalid-time-zone'))`.
 * Parameters reach the error from refinements only; other checks have their limits in the issue.
 */
export function because<C extends AnswerCode>(code: C, ...[params]: GivenParams<C>) {
  return { error: code, params: { code, params: { ...params } } };
}

/** Tells a missing value from a wrong one, which only the error map can: final issues lack the input. */
export const errorMap: z.core.$ZodErrorMap = (issue) =>
  issue.code === 'invalid_type' && issue.input === undefined ? 'required' : undefined;

/** The issues of a failed parse as codes. */
export function fieldErrorsOf(issues: readonly Issue[]): FieldError[] {
  return issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          path: joinPath([...issue.path, key]),
          code: 'unknown-name' as const,
          params: {},
        }))
      : [{ path: joinPath(issue.path), ...codedErrorOf(issue) }],
  );
}

function joinPath(path: readonly PropertyKey[]): string {
  return path.map(String).join('.').slice(0, maxPathLength);
}

function codedErrorOf(issue: Issue): CodedError<AnswerCode> {
  if (issue.code === 'custom' && isCodedError(issue.params)) return issue.params;
  if (isAnswerCode(issue.message)) return { code: issue.message, params: {} };
  switch (issue.code) {
    case 'invalid_type':
      return { code: expected[issue.expected] ?? 'bad-value', params: {} };
    case 'invalid_value':
      return { code: 'one-of', params: { values: issue.values.map(String).join(', ') } };
    case 'too_big':
      return { code: tooBig[issue.origin] ?? 'too-big', params: { max: Number(issue.maximum) } };
    case 'too_small':
      return { code: tooSmall[issue.origin] ?? 'too-small', params: { min: Number(issue.minimum) } };
    case 'invalid_format':
      return { code: 'bad-format', params: {} };
    default:
      return { code: 'bad-value', params: {} };
  }
}

const expected: Partial<Record<string, AnswerCode>> = {
  string: 'text-expected',
  number: 'number-expected',
  int: 'integer-expected',
  boolean: 'boolean-expected',
  array: 'list-expected',
  tuple: 'list-expected',
  object: 'object-expected',
  record: 'object-expected',
};
const tooBig: Partial<Record<string, AnswerCode>> = { string: 'too-long', array: 'too-many-items' };
const tooSmall: Partial<Record<string, AnswerCode>> = { string: 'too-short', array: 'too-few-items' };

function isCodedError(given: unknown): given is { code: AnswerCode; params: ErrorParams } {
  return typeof given === 'object' && given !== null && 'code' in given && isAnswerCode(given.code);
}
