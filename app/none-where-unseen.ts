import { isAppError } from '@/db/model/errors';

/** For `catch`: null for a record that is not there or may not be seen. @throws every other failure. */
export function noneWhereUnseen(error: unknown): null {
  if (isAppError(error) && error.code === 'not-found') return null;
  throw error;
}
