import * as z from 'zod';
import { tellAway, tellBack } from '../_reach/reach';

/** What the interface says where it refuses (RFC 9457). */
export const problem = z.object({
  detail: z.string().default(''),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).default([]),
  current: z.unknown().optional(),
});

const longestMillis = 20_000;

export type Answer<T = unknown> = { status: number; json: T };

export type Request = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  headers?: Record<string, string>;
  /** JSON. */
  body?: string;
};

/** Asks the interface; null where there is no answer that could be trusted. What it says is taken by its type. */
export async function exchange<T>({ method, path, headers, body }: Request): Promise<Answer<T> | null> {
  try {
    const response = await fetch(path, {
      method,
      cache: 'no-store',
      headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
      body,
      signal: AbortSignal.timeout(longestMillis),
    });
    const text = await response.text();
    if (response.status < 500) tellBack();
    return { status: response.status, json: JSON.parse(text || 'null') };
  } catch {
    tellAway();
    // No connection, a cut one, an answer that never came or is none of ours: the same to whoever waits.
    return null;
  }
}
