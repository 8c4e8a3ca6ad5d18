import { isAppError } from '@/db/model/errors';

/** For `catch`: returns null if the address has a parameter that the API refuses, such as a page of another list. */
export function nullIfInvalid(error: unknown): null {
  if (isAppError(error) && error.kind === 'invalid') return null;
  throw error;
}
