import { randomUUID } from 'node:crypto';

export type ApiResponse = {
  status: number;
  headers: Headers;
  /** Parsed JSON, other text as it is, or null without a body. Parse it with a model schema. */
  body: unknown;
};

export type Call = {
  body?: unknown;
  /** Replaces default headers; undefined omits one. */
  headers?: Record<string, string | undefined>;
  /** Aborting closes the connection; the server may handle the request anyway. */
  signal?: AbortSignal;
};

export type Api = ReturnType<typeof createApi>;

/**
 * Calls the HTTP API like a page of the same origin, with a new Idempotency-Key for each POST. `always` are headers
 * of every request, such as a cookie or a key.
 */
export function createApi(url: string, always: Call['headers'] = {}) {
  const call = async (
    method: string,
    path: string,
    { body, headers = {}, signal }: Call = {},
  ): Promise<ApiResponse> => {
    const isUnsafe = method !== 'GET' && method !== 'HEAD';
    const sent = {
      ...(isUnsafe ? { origin: url } : {}),
      ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...always,
      ...headers,
    };
    const response = await fetch(new URL(path, url), {
      method,
      redirect: 'manual',
      signal,
      headers: Object.entries(sent).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
      body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    });
    return {
      status: response.status,
      headers: response.headers,
      body: bodyOf(await response.text(), response.headers),
    };
  };
  return {
    call,
    get: (path: string, headers?: Call['headers']) => call('GET', path, { headers }),
    post: (path: string, body: unknown, headers?: Call['headers']) => call('POST', path, { body, headers }),
    /** Sends a JSON Merge Patch for this version. */
    patch: (path: string, version: number, body: unknown, headers?: Call['headers']) =>
      call('PATCH', path, { body, headers: { 'if-match': `"${version}"`, ...headers } }),
    remove: (path: string, version: number, body: unknown, headers?: Call['headers']) =>
      call('DELETE', path, { body, headers: { 'if-match': `"${version}"`, ...headers } }),
  };
}

function bodyOf(text: string, headers: Headers): unknown {
  if (text === '') return null;
  return /\bjson\b/.test(headers.get('content-type') ?? '') ? JSON.parse(text) : text;
}
