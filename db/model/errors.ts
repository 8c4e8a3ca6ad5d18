/** An error of one field; `path` is dotted: "targets.0.country". */
export type FieldError = { path: string; message: string };

const errorCodes = [
  'malformed',
  'unauthenticated',
  'forbidden',
  'not-found',
  'method-not-allowed',
  'moved-on',
  'too-large',
  'unsupported-media-type',
  'invalid',
  'precondition-required',
  'too-many',
  'unavailable',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/**
 * The error class of all expected failures. `message` is a sentence that says what to do. Recognise it with
 * `isAppError` and not `instanceof`, because Next bundles its own copy of this class. `current` is the current record,
 * for `moved-on`. `cause` is for the log only.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly errors: FieldError[];
  readonly current: unknown;

  constructor(
    code: ErrorCode,
    message: string,
    more: { errors?: FieldError[]; current?: unknown; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'AppError';
    this.code = code;
    this.errors = more.errors ?? [];
    this.current = more.current;
  }
}

const codes: ReadonlySet<unknown> = new Set(errorCodes);

export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === 'AppError' && 'code' in error && codes.has(error.code);
}

/** The same error for a record that does not exist and one that is not visible, so that it does not reveal which. */
export function notFound(what: string): AppError {
  return new AppError('not-found', `There is no such ${what}, or you do not have access to it.`);
}

/** The record has changed since the client read it; `current` is the current record. */
export function movedOn(current: unknown): AppError {
  return new AppError(
    'moved-on',
    'The record has changed: read it again, and send your change with its current version.',
    { current },
  );
}

/** An error that names the field. */
export function invalid(path: string, message: string): AppError {
  return new AppError('invalid', message, { errors: [{ path, message }] });
}
