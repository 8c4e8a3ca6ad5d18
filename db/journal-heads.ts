import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { SignedHead } from './model/journal/journal-head';
import type { Position } from './store';

/** A key (Ed25519) as it is kept: PKCS #8, DER, base64url. */
export function newHeadKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  return privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url');
}

/** `at` is an instant in UTC; `key` is as `newHeadKey` makes it. */
export function signHead(key: string, { seq, chain }: Position, at: string): SignedHead {
  const signature = sign(null, signed({ seq, chain, at }), privateKeyOf(key)).toString('base64url');
  return { seq, chain, at, signature };
}

/** What tells whether a head was signed by a key, and the public half of that key (base64url, RFC 8037). */
export function createSignatureCheck(key: string): {
  publicKey: string;
  isSigned(head: SignedHead): boolean;
} {
  const publicKey = createPublicKey(privateKeyOf(key));
  return {
    publicKey: publicKey.export({ format: 'jwk' }).x ?? '',
    isSigned: (head) => verify(null, signed(head), publicKey, Buffer.from(head.signature, 'base64url')),
  };
}

function privateKeyOf(key: string) {
  return createPrivateKey({ key: Buffer.from(key, 'base64url'), format: 'der', type: 'pkcs8' });
}

/** Named for its use, so that a signature made for anything else never passes for one. */
function signed({ seq, chain, at }: Omit<SignedHead, 'signature'>): Buffer {
  return Buffer.from(`chancery journal head\n${seq}\n${chain}\n${at}`);
}
