import type { Principal } from '../../model/access/principal';
import { mayClear, refuseWithout } from '../../model/access/rights';
import { type Marking, visible } from '../../model/access/visible';
import { AppError, invalid, movedOn, notFound } from '../../model/errors';

/** @throws AppError 'not-found' */
export function found<T>(row: T | undefined, what: string): T {
  if (row === undefined) throw notFound(what);
  return row;
}

/** @throws AppError 'not-found', or 'moved-on' with the record as it is now. */
export function atVersion<T extends { version: number }>(
  row: T | undefined,
  version: number,
  what: string,
  answer: (row: T) => unknown,
): T {
  const known = found(row, what);
  if (known.version !== version) throw movedOn(answer(known));
  return known;
}

/** Nobody marks a record out of his own sight. @throws AppError 'invalid' */
export function refuseOwnLoss(by: Principal, marking: Marking): void {
  if (visible(by, marking)) return;
  throw invalid('tlp', 'Choose a marking under which you may see the record yourself');
}

/** @throws AppError 'forbidden' where it is above what this administrator is cleared for himself */
export function refuseAbove(by: Principal, clearance: Principal['clearance'], path: string): void {
  if (mayClear(by, clearance)) return;
  refuseWithout(by, 'admin');
  throw new AppError('forbidden', 'Ask an administrator with that clearance.', {
    errors: [{ path, message: 'This is above your own clearance' }],
  });
}
