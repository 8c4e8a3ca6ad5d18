import { type Requirement, requireAccess, requiredRoles } from '../../authorization';
import { failure } from '../../model/errors';
import { createPrincipalLookup } from '../authentication';
import type { Db } from '../client';

/**
 * Returns a function that checks a command before it runs and gives its principal the rights of today, which may have
 * changed since the request was authenticated. Call it inside the transaction. A command without a requirement fails.
 */
export function createAuthorization(db: Db): (name: string, args: never[]) => void {
  const findCurrent = createPrincipalLookup(db);
  const requirements = new Map<string, Requirement | ((...args: never[]) => Requirement)>(
    Object.entries(requiredRoles),
  );

  return (name, args) => {
    const [required, by] = [requirements.get(name), args[0]];
    if (required === undefined || by === undefined) throw new Error(`${name} is no command with a principal`);
    const current = findCurrent(by, Date.now());
    if (!current) throw failure('signed-out');
    // The principal was cloned for this call, so it can be updated in place.
    Object.assign(by, current);
    requireAccess(current, typeof required === 'function' ? required(...args) : required);
  };
}
