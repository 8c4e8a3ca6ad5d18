import * as z from 'zod';

const assertion = z.looseObject({
  response: z.looseObject({ response: z.looseObject({ authenticatorData: z.string() }) }),
});
const flagsAt = 32;
const userVerified = 0x04;

/**
 * Did the authenticator verify its user, for example by a PIN or a fingerprint (WebAuthn, 6.1)? A passkey counts as both
 * factors here, and better-auth requests verification without requiring it. The signature covers the data read here.
 */
export function isUserVerified(body: unknown): boolean {
  const parsed = assertion.safeParse(body);
  if (!parsed.success) return false;
  const data = Buffer.from(parsed.data.response.response.authenticatorData, 'base64url');
  return ((data[flagsAt] ?? 0) & userVerified) !== 0;
}
