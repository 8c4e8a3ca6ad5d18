import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';

/** The purpose of a token. A token of one kind cannot be opened as the other. */
type TokenKind = 'feed' | 'page';

export type Seal = {
  seal(kind: TokenKind, payload: unknown): string;
  /** The payload, to be parsed by the caller; undefined if the token was not sealed with this key and kind. */
  open(kind: TokenKind, token: string): unknown;
};

const nonceBytes = 12;
const tagBytes = 16;

/**
 * Encrypts tokens with AES-256-GCM, so that clients can neither read nor forge them. The nonce is a keyed hash of the
 * content: different contents never share a nonce, and the same content always gives the same token.
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
