import * as z from 'zod';
import { tellEnded } from '../_session/ended';

/** What the interface says where it refuses (RFC 9457). */
export const problem = z.object({
  detail: z.string().default(''),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).default([]),
  current: z.unknown().optional(),
});

const longestMillis = 20_000;

export type Answer = { status: number; json: unknown };

type Request = {
  method: 'POST' | 'PATCH' | 'DELETE';
  path: string;
  headers?: Record<string, string>;
  /** JSON. */
  body?: string;
};

/** Asks the interface to write; null where there is no answer that could be trusted. */
export async function ask({ method, path, headers, body }: Request): Promise<Answer | null> {
  try {
    const response = await fetch(path, {
      method,
      headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
      body,
      signal: AbortSignal.timeout(longestMillis),
    });
    if (response.status === 401) tellEnded();
    const text = await response.text();
    return { status: response.status, json: text === '' ? null : JSON.parse(text) };
  } catch {
    // No connection, a cut one, an answer that never came or is none of ours: the same to whoever waits.
    return null;
  }
}
