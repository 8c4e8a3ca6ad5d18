import {
  type AnswerCode,
  answerCodes,
  isAnswerCode,
  type ParamsOfAnswer,
  type ProblemKind,
} from './error-codes';
import { isOperatorCode, type OperatorCode, type ParamsOfOperator } from './operator-codes';

export type ErrorCode = AnswerCode | OperatorCode;
type ParamsOf<C extends ErrorCode> = (ParamsOfAnswer & ParamsOfOperator)[C];
/** The parameters of an error whose code is known only at run time. */
export type ErrorParams = Readonly<Record<string, string | number>>;

/** What went wrong, without words: the server's sentences and the pages' messages are made from it. */
export type CodedError<C extends ErrorCode = ErrorCode> = { code: C; params: ErrorParams };
/** An error of one field; `path` is dotted: "targets.0.country". */
export type FieldError = CodedError<AnswerCode> & { path: string };

/** The parameters of a code as arguments: none are needed for a code without parameters. */
export type GivenParams<C extends ErrorCode> =
  Record<never, never> extends ParamsOf<C> ? [params?: ParamsOf<C>] : [params: ParamsOf<C>];

/** The codes of answers that need no parameters. */
export type CodeWithoutParams = {
  [C in AnswerCode]: Record<never, never> extends ParamsOf<C> ? C : never;
}[AnswerCode];

type More = {
  /** The field, parameter or header of the error. */
  path?: string;
  /** The errors of several fields; by default that of `path`. */
  errors?: readonly FieldError[];
  /** For `version-conflict`: the current record. */
  current?: unknown;
  /** For the log only. */
  cause?: unknown;
};

/**
 * The error class of all expected failures: a code of the catalogue with its parameters. Its sentence is made at the
 * edge (server/error-sentences.ts). Recognise it with `isAppError` and not `instanceof`, because Next bundles its own
 * copy of this class.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  readonly kind: ProblemKind;
  readonly path: string | undefined;
  readonly errors: readonly FieldError[];
  readonly current: unknown;

  /** Use `failure` where the code is known: it checks the parameters. */
  constructor({ code, params }: CodedError, { path, errors, current, cause }: More = {}) {
    super(`${code} ${JSON.stringify(params)}`, cause === undefined ? undefined : { cause });
    this.name = 'AppError';
    this.code = code;
    this.params = params;
    this.kind = kindOf(code);
    this.path = path;
    this.errors = errors ?? (path === undefined || !isAnswerCode(code) ? [] : [{ path, code, params }]);
    this.current = current;
  }
}

/** The kind of problem that a code belongs to; `unavailable` for failures that only the operator is told. */
function kindOf(code: ErrorCode): ProblemKind {
  return answerCodes.get(code)?.kind ?? 'unavailable';
}

export function isAppError(error: unknown): error is AppError {
  return (
    error instanceof Error &&
    error.name === 'AppError' &&
    'code' in error &&
    (isAnswerCode(error.code) || isOperatorCode(error.code))
  );
}

/** An expected failure. The parameters are those of the code in the catalogue. */
export function failure<C extends ErrorCode>(code: C, ...[params]: GivenParams<C>): AppError {
  return new AppError({ code, params: { ...params } });
}

/** The same error for a record that does not exist and one that is not visible, so that it does not reveal which. */
export function notFound(record: string): AppError {
  return failure('not-found', { record });
}

/** The record has changed since the client read it; `current` is the current record. */
export function versionConflict(current: unknown): AppError {
  return new AppError({ code: 'version-conflict', params: {} }, { current });
}

/** An error of one field. */
export function invalid<C extends AnswerCode>(path: string, code: C, ...params: GivenParams<C>): AppError {
  const error = fieldError(path, code, ...params);
  return new AppError(error, { path });
}

/** An error that names several fields, with what is wrong with each. */
export function invalidFields(errors: readonly FieldError[]): AppError {
  return new AppError({ code: 'invalid-fields', params: {} }, { errors });
}

export function fieldError<C extends AnswerCode>(
  path: string,
  code: C,
  ...[params]: GivenParams<C>
): FieldError {
  return { path, code, params: { ...params } };
}
