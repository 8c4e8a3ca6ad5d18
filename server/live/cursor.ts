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

/** A position in the feed as its holder keeps it: bound to the epoch, the chain and his rights. */
export type Cursor = Position & { epoch: string; audience: string };

/** The clearance that stands for all whose frames are the same bytes. */
export type Audience = Exclude<Tlp, 'red'>;

/** Whose frames are the same bytes: those of one clearance. Red records go by name, beside them. */
export function audienceOf(who: Pick<Principal, 'clearance'>): Audience {
  return who.clearance === 'red' ? 'amber+strict' : who.clearance;
}

/**
 * A token that differs each time: were it the same until the journal moves, a heartbeat or an unchanged
 * answer would tell that something hidden has passed.
 */
export function sealFreshCursor(seal: Seal, { epoch, seq, chain, audience }: Cursor): string {
  const start = chain.slice(0, 16);
  // Tokens are equally long, so that their length does not tell how many changes there are.
  const filler = randomBytes(30)
    .toString('base64url')
    .slice(start.length + String(seq).length);
  return seal.seal('feed', [epoch, seq, start, audience, filler]);
}

/** Undefined where it is no cursor of this store; `chain` is the first 16 digits of the hash. */
function openCursor(seal: Seal, token: string): Cursor | undefined {
  const parsed = content.safeParse(seal.open('feed', token));
  if (!parsed.success) return undefined;
  const [epoch, seq, chain, audience] = parsed.data;
  return { epoch, seq, chain, audience };
}

/**
 * The position that a token stands for, or why its holder must start anew: the store was restored, it does
 * not reach so far, its history is another, or his rights have changed.
 * @throws AppError 'invalid' at `path` where it is no cursor at all
 */
export async function openPosition(
  { store, seal }: Services,
  who: Principal,
  token: string,
  path: string,
): Promise<Position | { reset: ResetReason }> {
  const cursor = openCursor(seal, token);
  if (!cursor) {
    const isPage = seal.open('page', token) !== undefined;
    throw invalid(
      path,
      isPage
        ? 'This is a page token: give the cursor of an earlier answer'
        : 'Give the cursor of an earlier answer, or leave this out',
    );
  }
  if (cursor.epoch !== store.epoch) return { reset: 'epoch' };
  const chain = await store.chainAt(who, cursor.seq);
  if (chain === null) return { reset: 'ahead' };
  if (chain.slice(0, 16) !== cursor.chain) return { reset: 'chain' };
  if (cursor.audience !== audienceOf(who)) return { reset: 'rights' };
  return { seq: cursor.seq, chain };
}
