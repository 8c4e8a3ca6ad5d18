import { type AppError, isAppError } from '@/db/model/errors';

/** What a rule decides, as data; an expected failure is a value. */
export type Decision<T> = T | AppError;

/** @throws AppError if there is a refusal */
export function throwIfRefused(refusal: AppError | null): void {
  if (refusal) throw refusal;
}

/** @throws AppError if the rule refused */
export function accept<T>(decision: Decision<T>): T {
  if (isAppError(decision)) throw decision;
  return decision;
}
