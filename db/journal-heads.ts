import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { SignedHead } from './model/journal/journal-head';
import type { Position } from './store';

/** An Ed25519 private key: PKCS #8, DER, base64url. */
export function createHeadKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  return privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url');
}

/** `key` comes from `createHeadKey`; `at` is an instant in UTC. */
export function signHead(key: string, { seq, chain }: Position, at: string): SignedHead {
  const signature = sign(null, bytesToSign({ seq, chain, at }), privateKeyOf(key)).toString('base64url');
  return { seq, chain, at, signature };
}

/** Checks heads against a key from `createHeadKey`; `publicKey` is its public half (base64url, RFC 8037). */
export function createHeadVerifier(key: string): {
  publicKey: string;
  isSigned(head: SignedHead): boolean;
} {
  const publicKey = createPublicKey(privateKeyOf(key));
  return {
    publicKey: publicKey.export({ format: 'jwk' }).x ?? '',
    isSigned: (head) => verify(null, bytesToSign(head), publicKey, Buffer.from(head.signature, 'base64url')),
  };
}

function privateKeyOf(key: string) {
  return createPrivateKey({ key: Buffer.from(key, 'base64url'), format: 'der', type: 'pkcs8' });
}

/** The first line names the purpose, so that a signature made for another purpose is never accepted. */
function bytesToSign({ seq, chain, at }: Omit<SignedHead, 'signature'>): Buffer {
  return Buffer.from(`chancery journal head\n${seq}\n${chain}\n${at}`);
}
