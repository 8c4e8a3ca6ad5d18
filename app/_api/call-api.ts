import { reportOffline, reportOnline } from '../_connection/connection';

const usualTimeoutMillis = 20_000;

export type ApiResponse<T = unknown> = { status: number; json: T };

export type ApiRequest = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  headers?: Record<string, string>;
  /** A JSON string. */
  body?: string;
  /** How long to wait for the answer. */
  timeoutMillis?: number;
};

/** Calls the API. Returns null if there is no valid answer. The type of the body is trusted. */
export async function callApi<T>({
  method,
  path,
  headers,
  body,
  timeoutMillis = usualTimeoutMillis,
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
