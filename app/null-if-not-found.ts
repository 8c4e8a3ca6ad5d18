import { isAppError } from '@/db/model/errors';

/** For `catch`: returns null if a record does not exist or is not visible. @throws every other error */
export function nullIfNotFound(error: unknown): null {
  if (isAppError(error) && error.code === 'not-found') return null;
  throw error;
}
