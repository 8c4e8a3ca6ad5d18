import * as z from 'zod';

/** A line of the file of heads: the end of the journal at a time (UTC), with an Ed25519 signature (base64url). */
export const signedHead = z.strictObject({
  seq: z.int().min(1),
  chain: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
  signature: z.string().max(200),
});
export type SignedHead = z.output<typeof signedHead>;
