import { expect, test } from '@playwright/test';
import { isUserVerified } from '@/server/auth/user-verified';

/** Authenticator data as WebAuthn defines it: the hash of the site's name, flags, a counter. */
function answerWith(flags: number): object {
  const data = Buffer.concat([Buffer.alloc(32, 7), Buffer.from([flags, 0, 0, 0, 1])]);
  return { response: { id: 'key', response: { authenticatorData: data.toString('base64url') } } };
}

test('a passkey is a second factor only when it verified its owner, not their mere presence', () => {
  expect(isUserVerified(answerWith(0x01))).toBe(false);
  expect(isUserVerified(answerWith(0x05))).toBe(true);
});

test('malformed authenticator data verifies nobody', () => {
  for (const body of [null, {}, { response: { response: { authenticatorData: '' } } }, { response: 5 }]) {
    expect(isUserVerified(body)).toBe(false);
  }
});
