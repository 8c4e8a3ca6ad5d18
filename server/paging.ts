import * as z from 'zod';
import { invalid } from '@/db/model/errors';
import type { Services } from './services';

/** Creates a page token. `list` names the list and its order; the token is only valid for these. */
export function sealPage({ seal }: Pick<Services, 'seal'>, list: string, key: unknown): string {
  return seal.seal('page', [list, key]);
}

/** @throws AppError 'invalid' if it is not a page token of this list */
export function openPage<T>(
  { seal }: Pick<Services, 'seal'>,
  list: string,
  token: string | undefined,
  key: z.ZodType<T>,
): T | null {
  if (token === undefined) return null;
  const parsed = z.tuple([z.literal(list), key]).safeParse(seal.open('page', token));
  if (parsed.success) return parsed.data[1];
  throw invalid('page', seal.open('feed', token) === undefined ? 'not-a-page' : 'cursor-as-page');
}
