import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { Principal } from '@/db/model/access/principal';
import { invalid } from '@/db/model/errors';
import type { ResetReason } from '@/db/model/journal/live';
import type { Tlp } from '@/db/model/words';
import type { Position } from '@/db/store';
import type { Services } from '../services';
import type { Seal } from './seal';

const count = z.int().min(0);
const content = z
  .tuple([z.string(), count, z.string(), z.string(), count, count, z.string()])
  // Tokens of before 2026-12.
  .or(
    z
      .tuple([z.string(), count, z.string(), z.string(), z.string()])
      .transform(([epoch, seq, chain, audience]) => [epoch, seq, chain, audience, seq, 0] as const),
  );

/**
 * How far the holder is: it was sent everything up to `seq`, but may still be owed a `refetch` for the changes after
 * `covered` (seq). `refetchedAt` is when a program that polls was last sent one (ms), otherwise 0.
 */
export type Progress = Position & { covered: number; refetchedAt: number };

/** A position in the feed, bound to the epoch, the hash chain and the audience of its holder. */
export type Cursor = Progress & { epoch: string; audience: string };

/** Viewers of one audience get the same frames, byte for byte. Red records are sent separately to their recipients. */
export type Audience = Exclude<Tlp, 'red'>;

/** The audience of a principal is its clearance; `red` shares the frames of `amber+strict`. */
export function audienceOf(who: Pick<Principal, 'clearance'>): Audience {
  return who.clearance === 'red' ? 'amber+strict' : who.clearance;
}

/**
 * Seals a cursor into a token that is different each time. If it stayed the same until the journal grows, a changed
 * token in a heartbeat or an unchanged response would reveal that a hidden record has changed.
 */
export function sealFreshCursor(
  seal: Seal,
  {
    epoch,
    seq,
    chain,
    audience,
    covered = seq,
    refetchedAt = 0,
  }: Omit<Cursor, 'covered' | 'refetchedAt'> & Partial<Cursor>,
): string {
  const start = chain.slice(0, 16);
  // All tokens have the same length, so that the length does not reveal the number of changes.
  const filler = randomBytes(48)
    .toString('base64url')
    .slice(start.length + `${seq}${covered}${refetchedAt}`.length);
  return seal.seal('feed', [epoch, seq, start, audience, covered, refetchedAt, filler]);
}

/** Undefined if the token is not a cursor of this store. `chain` has the first 16 digits of the hash. */
function openCursor(seal: Seal, token: string): Cursor | undefined {
  const parsed = content.safeParse(seal.open('feed', token));
  if (!parsed.success) return undefined;
  const [epoch, seq, chain, audience, covered, refetchedAt] = parsed.data;
  return { epoch, seq, chain, audience, covered, refetchedAt };
}

/**
 * The progress in a cursor, or the reason why its holder must fetch the board again: the store was restored (`epoch`),
 * its journal ends before the position (`ahead`), its history differs (`chain`), or the rights have changed (`rights`).
 * @throws AppError 'invalid' at `path` if the token is not a cursor
 */
export async function openPosition(
  { store, seal, epoch }: Services,
  who: Principal,
  token: string,
  path: string,
): Promise<Progress | { reset: ResetReason }> {
  const cursor = openCursor(seal, token);
  if (!cursor) {
    const isPage = seal.open('page', token) !== undefined;
    throw invalid(path, isPage ? 'page-as-cursor' : 'not-a-cursor');
  }
  if (cursor.epoch !== epoch) return { reset: 'epoch' };
  const chain = await store.chainAt(who, cursor.seq);
  if (chain === null) return { reset: 'ahead' };
  if (chain.slice(0, 16) !== cursor.chain) return { reset: 'chain' };
  if (cursor.audience !== audienceOf(who)) return { reset: 'rights' };
  const { seq, covered, refetchedAt } = cursor;
  return { seq, chain, covered, refetchedAt };
}
