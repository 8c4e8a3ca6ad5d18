import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';

/** What a token is for; one in the other's place does not open. */
type TokenKind = 'feed' | 'page';

export type Seal = {
  seal(kind: TokenKind, payload: unknown): string;
  /** The payload, to be parsed by the caller; undefined where this store did not seal it so. */
  open(kind: TokenKind, token: string): unknown;
};

const nonceBytes = 12;
const tagBytes = 16;

/**
 * Tokens that tell their holder nothing and cannot be made up: AES-256-GCM. The nonce is a keyed hash of
 * the content: none is used twice for different contents, and the same page has the same token.
 */
export function createSeal(key: Uint8Array): Seal {
  return {
    seal(kind, payload) {
      const plain = JSON.stringify(payload);
      const nonce = createHmac('sha256', key).update(`${kind}\n${plain}`).digest().subarray(0, nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(kind));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(kind, token) {
      const bytes = Buffer.from(token, 'base64url');
      if (bytes.length <= nonceBytes + tagBytes || bytes.toString('base64url') !== token) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes))
        .setAAD(Buffer.from(kind))
        .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      try {
        const plain = Buffer.concat([
          decipher.update(bytes.subarray(nonceBytes + tagBytes)),
          decipher.final(),
        ]);
        return JSON.parse(plain.toString('utf8'));
      } catch {
        return undefined;
      }
    },
  };
}
