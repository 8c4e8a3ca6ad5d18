import * as z from 'zod';
import { invalid } from '@/db/model/errors';
import type { Services } from './services';

/** Where the next page of a list begins; `list` names the list and its order, which the token is bound to. */
export function sealPage({ seal }: Pick<Services, 'seal'>, list: string, key: unknown): string {
  return seal.seal('page', [list, key]);
}

/** @throws AppError 'invalid' where it is no page token of this list. */
export function openPage<T>(
  { seal }: Pick<Services, 'seal'>,
  list: string,
  token: string | undefined,
  key: z.ZodType<T>,
): T | null {
  if (token === undefined) return null;
  const parsed = z.tuple([z.literal(list), key]).safeParse(seal.open('page', token));
  if (parsed.success) return parsed.data[1];
  throw invalid(
    'page',
    seal.open('feed', token) === undefined
      ? 'Give the next of an earlier answer to the same question, or leave this out'
      : 'This is a cursor of the feed: give the next of an earlier answer',
  );
}
