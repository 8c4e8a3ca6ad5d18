import * as z from 'zod';
import type { Principal } from '@/db/model/principal';
import type { Position } from '@/db/store';
import type { Seal } from './seal';

const content = z.tuple([z.string(), z.int().min(0), z.string(), z.string()]);

/** A position in the feed as its holder keeps it: bound to the epoch, the chain and his rights. */
export type Cursor = Position & { epoch: string; audience: string };

/** Whose frames are the same bytes: those of one clearance. Red records go by name, beside them. */
export function audienceOf(who: Pick<Principal, 'clearance'>): string {
  return who.clearance === 'red' ? 'amber+strict' : who.clearance;
}

export function sealCursor(seal: Seal, { epoch, seq, chain, audience }: Cursor): string {
  return seal.seal('feed', [epoch, seq, chain.slice(0, 16), audience]);
}

/** Undefined where it is no cursor of this store; `chain` is the first 16 digits of the hash. */
export function openCursor(seal: Seal, token: string): Cursor | undefined {
  const parsed = content.safeParse(seal.open('feed', token));
  if (!parsed.success) return undefined;
  const [epoch, seq, chain, audience] = parsed.data;
  return { epoch, seq, chain, audience };
}
