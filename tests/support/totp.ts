import { createHmac } from 'node:crypto';
import { expect } from '@playwright/test';
import * as z from 'zod';
import type { Person } from './people';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const stepMillis = 30_000;

/** The code of an authenticator (RFC 6238: six digits of HMAC-SHA-1, every 30 s); the secret is base32. */
export function codeOf(secret: string, at = Date.now()): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / stepMillis)));
  const digest = createHmac('sha1', bytesOf(secret)).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** The code of the next 30 s, which the server accepts for fast clocks and which a set-up has not used yet. */
export function nextCodeOf(secret: string): string {
  return codeOf(secret, Date.now() + stepMillis);
}

/** A code that is not valid at any time near now. */
export function wrongCodeOf(secret: string): string {
  const near = new Set([-2, -1, 0, 1, 2].map((steps) => codeOf(secret, Date.now() + steps * stepMillis)));
  return ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !near.has(code)) ?? '';
}

/** The secret of an otpauth:// address. */
function secretOf(totpUri: string): string {
  return new URL(totpUri).searchParams.get('secret') ?? '';
}

const enabled = z.looseObject({ totpURI: z.string(), backupCodes: z.array(z.string()).min(2) });

/** Turns on two-step verification for a user; `confirmed` is the code that confirmed it. */
export async function setUpTotp({ api, password }: Person) {
  const { body } = await api.post('/api/auth/two-factor/enable', { password });
  const { totpURI, backupCodes } = enabled.parse(body);
  const secret = secretOf(totpURI);
  const confirmed = codeOf(secret);
  const { status } = await api.post('/api/auth/two-factor/verify-totp', { code: confirmed });
  expect(status).toBe(200);
  return { secret, backupCodes, confirmed };
}

function bytesOf(secret: string): Buffer {
  const bits = [...secret.replace(/[\s=]/g, '').toUpperCase()]
    .map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
