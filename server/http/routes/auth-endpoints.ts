import * as z from 'zod';
import { text as plainText } from '@/db/model/values/scalars';
import type { AccessAct } from '@/db/model/words';
import type { BodySize } from '../body/body-limits';

const text = z.string().max(512);
export const secret = z.string().max(256);
const nothing = z.strictObject({}).nullish();
/** The response of an authenticator in a WebAuthn ceremony, which better-auth validates. */
const ceremony = z.strictObject({ response: z.looseObject({}), name: plainText(120).optional() });
/** The current password, for changes that a stolen session must not be able to make. */
export const passwordConfirmation = z.strictObject({ password: secret });

/** The endpoints of better-auth that are served, besides those of sign-in. All others do not exist here. */
export const endpoints = [
  { method: 'POST', path: '/sign-out', access: 'public', body: nothing },
  { method: 'POST', path: '/two-factor/enable', access: 'signed-in', body: passwordConfirmation },
  { method: 'POST', path: '/two-factor/disable', access: 'signed-in', body: passwordConfirmation },
  {
    method: 'POST',
    path: '/two-factor/generate-backup-codes',
    access: 'signed-in',
    body: passwordConfirmation,
  },
  { method: 'GET', path: '/passkey/generate-register-options', access: 'signed-in', body: undefined },
  { method: 'POST', path: '/passkey/verify-registration', access: 'signed-in', body: ceremony },
  { method: 'GET', path: '/passkey/generate-authenticate-options', access: 'public', body: undefined },
  { method: 'GET', path: '/passkey/list-user-passkeys', access: 'signed-in', body: undefined },
  {
    method: 'POST',
    path: '/passkey/delete-passkey',
    access: 'signed-in',
    body: z.strictObject({ id: text }),
  },
] as const;

/** The endpoints that sign a user in. Failures count against the limit of attempts, and all get the same response. */
export const signInEndpoints = [
  { path: '/sign-in/email', body: z.strictObject({ email: text, password: secret }) },
  { path: '/two-factor/verify-totp', body: z.strictObject({ code: text }) },
  { path: '/two-factor/verify-backup-code', body: z.strictObject({ code: text }) },
  { path: '/passkey/verify-authentication', body: ceremony },
] as const;

/** What the audit records of a successful request. */
export const auditActs: Readonly<Record<string, AccessAct>> = {
  '/sign-in/email': 'signed-in',
  '/two-factor/verify-totp': 'signed-in-second-factor',
  '/two-factor/verify-backup-code': 'signed-in-recovery-code',
  '/passkey/verify-authentication': 'signed-in-passkey',
  '/sign-out': 'signed-out',
  '/two-factor/disable': 'removed-second-factor',
  '/two-factor/generate-backup-codes': 'made-recovery-codes',
  '/passkey/verify-registration': 'added-passkey',
  '/passkey/delete-passkey': 'removed-passkey',
  '/change-password': 'changed-password',
};

export function bodySizeOf(body: z.ZodType | undefined): BodySize {
  return body === ceremony ? 'ceremony' : 'sign-in';
}
