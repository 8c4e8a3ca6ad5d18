import * as z from 'zod';

/** A line of the file of kept heads: where the journal stood at a moment (UTC), signed (Ed25519, base64url). */
export const signedHead = z.strictObject({
  seq: z.int().min(1),
  chain: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
  signature: z.string().max(200),
});
export type SignedHead = z.output<typeof signedHead>;
