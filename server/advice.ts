import { isAppError } from '@/db/model/errors';
import { asSentence } from './error-sentences';

/**
 * A command whose expected failures are errors with one sentence as their message, marked by `isAdvice`: what runs it
 * prints the sentence without a stack.
 */
export function withAdvice<Args extends unknown[], T>(
  command: (...args: Args) => Promise<T>,
): (...args: Args) => Promise<T> {
  return async (...args) => {
    try {
      return await command(...args);
    } catch (error) {
      if (!isAppError(error)) throw error;
      throw Object.assign(new Error(asSentence(error), { cause: error }), { isAdvice: true });
    }
  };
}
