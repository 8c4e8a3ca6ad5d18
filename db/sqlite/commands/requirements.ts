import type { Principal } from '../../model/access/principal';
import type { Marking } from '../../model/access/visible';
import { notFound, versionConflict } from '../../model/errors';
import { refuseInvisibleToAuthor } from '../../rules/refusals';

/** @throws AppError 'not-found' */
export function requireFound<T>(row: T | undefined, what: string): T {
  if (row === undefined) throw notFound(what);
  return row;
}

/** @throws AppError 'not-found', or 'version-conflict' with the current record if `version` is not its version */
export function requireVersion<T extends { version: number }>(
  row: T | undefined,
  version: number,
  what: string,
  toAnswer: (row: T) => unknown,
): T {
  const current = requireFound(row, what);
  if (current.version !== version) throw versionConflict(toAnswer(current));
  return current;
}

/** @throws AppError 'invalid' if the author could not see the record under this marking */
export function requireVisibleToAuthor(by: Principal, marking: Marking): void {
  const refusal = refuseInvisibleToAuthor(by, marking);
  if (refusal) throw refusal;
}
