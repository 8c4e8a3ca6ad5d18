/** One failure of one field; `path` is dotted: "targets.0.country". */
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
 * The one expected failure. `message` is a sentence that says what to do. It is told by its `code`
 * (isAppError), not by instanceof: Next bundles a copy of this class of its own.
 * `current` is the record as it stands, for `moved-on`; `cause` is for the log alone.
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

/** Of what is not there and of what may not be seen alike, so that the answer does not tell which. */
export function notFound(what: string): AppError {
  return new AppError('not-found', `There is no such ${what}, or you do not have access to it.`);
}

/** Somebody else has changed the record meanwhile; `current` is it as it stands. */
export function movedOn(current: unknown): AppError {
  return new AppError(
    'moved-on',
    'The record has changed: read it again, and send your change with its current version.',
    { current },
  );
}

/** A refusal that names the field. */
export function invalid(path: string, message: string): AppError {
  return new AppError('invalid', message, { errors: [{ path, message }] });
}
