import type { FastifyReply } from 'fastify';
import * as z from 'zod';
import { type AppError, failure } from '@/db/model/errors';
import { sendJson } from '../responses';

const staleSession = z.looseObject({ code: z.literal('SESSION_NOT_FRESH') });
const wrongPassword = z.looseObject({ code: z.literal('INVALID_PASSWORD') });

/** The same for every wrong e-mail address, password, code and passkey. */
export function wrongCredentials(): AppError {
  return failure('wrong-credentials');
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
  if (staleSession.safeParse(body).success) return failure('session-not-fresh');
  if (status === 429) return failure('too-many-attempts', { minutes: 15 });
  if (status >= 500) return failure('sign-in-unavailable');
  return wrongCredentials();
}

function withoutTokens(body: object): object {
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'token' && name !== 'session'));
}
