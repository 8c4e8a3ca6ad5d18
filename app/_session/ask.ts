import type { FieldError } from '@/db/model/errors';
import { SessionEnded, tellEnded } from './ended';

/** What became of a request about accounts. */
export type Answered<T> =
  | { is: 'done'; body: T }
  /** A password, code, passkey or link that does not fit; the server does not say which. */
  | { is: 'wrong' }
  | { is: 'invalid'; errors: readonly FieldError[] }
  | { is: 'tooMany' }
  | { is: 'gone' }
  | { is: 'refused' }
  | { is: 'unreachable' };

const longestMillis = 20_000;

/** Asks the API; what it answers is taken by its type. */
export async function ask<T>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: object,
): Promise<Answered<T>> {
  try {
    const response = await fetch(path, {
      method,
      cache: 'no-store',
      signal: AbortSignal.timeout(longestMillis),
      ...(body && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.ok) {
      const given: T = text === '' ? null : JSON.parse(text);
      return { is: 'done', body: given };
    }
    return refusalOf(response.status, text);
  } catch {
    return { is: 'unreachable' };
  }
}

/** The same for one who is signed in: a refusal may mean that he is no longer. @throws SessionEnded */
export async function askSignedIn<T>(...request: Parameters<typeof ask>): Promise<Answered<T>> {
  const answered = await ask<T>(...request);
  if (answered.is === 'wrong' && (await ask('GET', '/api/me')).is === 'wrong') {
    tellEnded();
    throw new SessionEnded('Nobody is signed in');
  }
  return answered;
}

function refusalOf(status: number, text: string): Exclude<Answered<never>, { is: 'done' }> {
  if (status >= 500) return { is: 'unreachable' };
  if (status === 401) return { is: 'wrong' };
  if (status === 429) return { is: 'tooMany' };
  if (status === 404) return { is: 'gone' };
  const { errors = [] }: { errors?: FieldError[] } = JSON.parse(text);
  return errors.length > 0 ? { is: 'invalid', errors } : { is: 'refused' };
}
