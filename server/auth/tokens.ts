import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** A secret that opens something: 256 random bits. `prefix` lets people and scanners tell what it is. */
export function newToken(prefix: string): string {
  return `${prefix}_${randomBytes(32).toString('base64url')}`;
}

/** What is kept of a token: it has 256 random bits, so a plain hash tells nothing of it. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** The key that better-auth signs and seals with; made from the store's, so that it is kept in one place. */
export function authSecret(sealKey: Uint8Array): string {
  return Buffer.from(hkdfSync('sha256', sealKey, '', 'chancery accounts', 32)).toString('base64url');
}

/** The token of a signed cookie ("token.signature", as better-auth writes it); null where the signature is not ours. */
export function openCookie(value: string, secret: string): string | null {
  const dot = value.lastIndexOf('.');
  if (dot < 1) return null;
  const token = value.slice(0, dot);
  const signature = Buffer.from(value.slice(dot + 1), 'base64');
  const expected = createHmac('sha256', secret).update(token).digest();
  return signature.length === expected.length && timingSafeEqual(signature, expected) ? token : null;
}
