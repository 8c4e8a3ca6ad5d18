import * as z from 'zod';
import { reportOffline, reportOnline } from '../_connection/connection';

const params = z.record(z.string(), z.union([z.string(), z.number()])).default({});
/** An error response of the API (RFC 9457). The end of its type is its kind. */
export const problem = z.object({
  type: z.string().default(''),
  code: z.string().default(''),
  params,
  errors: z.array(z.object({ path: z.string(), code: z.string(), params })).default([]),
  current: z.unknown().optional(),
});

/** The kind of problem that an answer tells; null if it tells none, for example because a proxy sent it. */
export function problemKindOf(answer: unknown): string | null {
  return /^urn:chancery:problem:(.+)$/.exec(problem.safeParse(answer).data?.type ?? '')?.[1] ?? null;
}

export type ApiFieldError = z.output<typeof problem>['errors'][number];

const timeoutMillis = 20_000;

export type ApiResponse<T = unknown> = { status: number; json: T };

export type ApiRequest = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  headers?: Record<string, string>;
  /** A JSON string. */
  body?: string;
};

/** Calls the API. Returns null if there is no valid answer. The type of the body is trusted. */
export async function callApi<T>({
  method,
  path,
  headers,
  body,
}: ApiRequest): Promise<ApiResponse<T> | null> {
  try {
    const response = await fetch(path, {
      method,
      cache: 'no-store',
      headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
      body,
      signal: AbortSignal.timeout(timeoutMillis),
    });
    const text = await response.text();
    if (response.status < 500) reportOnline();
    return { status: response.status, json: JSON.parse(text || 'null') };
  } catch {
    reportOffline();
    // No connection, a dropped connection, a time-out or invalid JSON: callers treat them alike.
    return null;
  }
}
