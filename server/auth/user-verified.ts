import * as z from 'zod';

const assertion = z.looseObject({
  response: z.looseObject({ response: z.looseObject({ authenticatorData: z.string() }) }),
});
const flagsAt = 32;
const userVerified = 0x04;

/**
 * Did the authenticator verify its user, by a PIN or a finger (WebAuthn, 6.1)? A passkey stands for both factors here,
 * and better-auth asks for that without requiring it. What this reads is what the signature covers.
 */
export function isUserVerified(body: unknown): boolean {
  const given = assertion.safeParse(body);
  if (!given.success) return false;
  const data = Buffer.from(given.data.response.response.authenticatorData, 'base64url');
  return ((data[flagsAt] ?? 0) & userVerified) !== 0;
}
