import { isAppError } from '@/db/model/errors';

/** For `catch`: returns null for some seconds after a start, while the index of events is being built. */
export function nullWhileIndexIsBuilt(error: unknown): null {
  if (isAppError(error) && error.code === 'index-building') return null;
  throw error;
}
