import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** A secret of 256 random bits. `prefix` tells people and secret scanners what it is for. */
export function newToken(prefix: string): string {
  return `${prefix}_${randomBytes(32).toString('base64url')}`;
}

/** The stored form of a token. A token has 256 random bits, so a fast hash without salt is enough. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** The secret of better-auth, derived from the store's key, so that only one key must be kept. */
export function authSecret(sealKey: Uint8Array): string {
  return Buffer.from(hkdfSync('sha256', sealKey, '', 'chancery accounts', 32)).toString('base64url');
}

/** The token of a cookie that better-auth has signed ("token.signature"); null if the signature is invalid. */
export function openCookie(value: string, secret: string): string | null {
  const dot = value.lastIndexOf('.');
  if (dot < 1) return null;
  const token = value.slice(0, dot);
  const signature = Buffer.from(value.slice(dot + 1), 'base64');
  const expected = createHmac('sha256', secret).update(token).digest();
  return signature.length === expected.length && timingSafeEqual(signature, expected) ? token : null;
}
