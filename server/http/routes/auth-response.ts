import type { FastifyReply } from 'fastify';
import * as z from 'zod';
import { AppError } from '@/db/model/errors';
import { sendJson } from '../responses';

const staleSession = z.looseObject({ code: z.literal('SESSION_NOT_FRESH') });
const wrongPassword = z.looseObject({ code: z.literal('INVALID_PASSWORD') });

/** The same for every wrong e-mail address, password, code and passkey. */
export function wrongCredentials(): AppError {
  return new AppError('unauthenticated', 'That does not match: check what you entered and try again.');
}

/** Sends a response of better-auth without session tokens. Throws its failures as AppError. */
export async function sendAuthResponse(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  for (const cookie of response.headers.getSetCookie()) reply.header('Set-Cookie', cookie);
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw authError(response.status, body);
  const shown =
    typeof body === 'object' && body !== null && !Array.isArray(body) ? withoutTokens(body) : body;
  return sendJson(reply, JSON.stringify(shown));
}

export async function isWrongPassword(response: Response): Promise<boolean> {
  const body: unknown = response.status === 400 ? await response.clone().json() : null;
  return wrongPassword.safeParse(body).success;
}

function authError(status: number, body: unknown): AppError {
  if (staleSession.safeParse(body).success)
    return new AppError(
      'forbidden',
      'Sign in again first: this requires a sign-in within the last 24 hours.',
    );
  if (status === 429) return new AppError('too-many', 'Too many attempts: wait 15 minutes and try again.');
  if (status >= 500)
    return new AppError('unavailable', 'Signing in is temporarily unavailable: try again soon.');
  return wrongCredentials();
}

function withoutTokens(body: object): object {
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'token' && name !== 'session'));
}
