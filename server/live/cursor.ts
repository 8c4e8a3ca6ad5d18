import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { Principal } from '@/db/model/access/principal';
import { invalid } from '@/db/model/errors';
import type { ResetReason } from '@/db/model/journal/live';
import type { Tlp } from '@/db/model/words';
import type { Position } from '@/db/store';
import type { Services } from '../services';
import type { Seal } from './seal';

const content = z.tuple([z.string(), z.int().min(0), z.string(), z.string(), z.string()]);

/** A position in the feed, bound to the epoch, the hash chain and the audience of its holder. */
export type Cursor = Position & { epoch: string; audience: string };

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
export function sealFreshCursor(seal: Seal, { epoch, seq, chain, audience }: Cursor): string {
  const start = chain.slice(0, 16);
  // All tokens have the same length, so that the length does not reveal the number of changes.
  const filler = randomBytes(30)
    .toString('base64url')
    .slice(start.length + String(seq).length);
  return seal.seal('feed', [epoch, seq, start, audience, filler]);
}

/** Undefined if the token is not a cursor of this store. `chain` has the first 16 digits of the hash. */
function openCursor(seal: Seal, token: string): Cursor | undefined {
  const parsed = content.safeParse(seal.open('feed', token));
  if (!parsed.success) return undefined;
  const [epoch, seq, chain, audience] = parsed.data;
  return { epoch, seq, chain, audience };
}

/**
 * The position in a cursor, or the reason why its holder must fetch the board again: the store was restored (`epoch`),
 * its journal ends before the position (`ahead`), its history differs (`chain`), or the rights have changed (`rights`).
 * @throws AppError 'invalid' at `path` if the token is not a cursor
 */
export async function openPosition(
  { store, seal, epoch }: Services,
  who: Principal,
  token: string,
  path: string,
): Promise<Position | { reset: ResetReason }> {
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
  return { seq: cursor.seq, chain };
}
