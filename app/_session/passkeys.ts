import { type AccountResult, callAccountApi, callSignedIn } from './account-api';

/** `cancelled`: the user cancelled, no passkey fits, or it exists already. */
export type Ceremony<T> = AccountResult<T> | { is: 'cancelled' };

/** Requires a secure context and a browser of 2025 or later. */
export function hasPasskeys(): boolean {
  return (
    typeof PublicKeyCredential === 'function' &&
    typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function' &&
    typeof PublicKeyCredential.parseCreationOptionsFromJSON === 'function'
  );
}

export async function signInWithPasskey(): Promise<Ceremony<unknown>> {
  const options = await callAccountApi<PublicKeyCredentialRequestOptionsJSON>(
    'GET',
    '/api/auth/passkey/generate-authenticate-options',
  );
  if (options.is !== 'done') return options;
  const response = await answerOf(() =>
    navigator.credentials.get({
      // The server rejects a sign-in with a passkey that has not verified the user.
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON({
        ...options.body,
        userVerification: 'required',
      }),
    }),
  );
  return response
    ? callAccountApi('POST', '/api/auth/passkey/verify-authentication', { response })
    : { is: 'cancelled' };
}

export async function addPasskey(name: string): Promise<Ceremony<unknown>> {
  const options = await callSignedIn<PublicKeyCredentialCreationOptionsJSON>(
    'GET',
    '/api/auth/passkey/generate-register-options',
  );
  if (options.is !== 'done') return options;
  const response = await answerOf(() =>
    navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options.body),
    }),
  );
  return response
    ? callSignedIn('POST', '/api/auth/passkey/verify-registration', { response, name })
    : { is: 'cancelled' };
}

/** The authenticator's answer; null if there is none. */
async function answerOf(request: () => Promise<Credential | null>): Promise<object | null> {
  try {
    const credential = await request();
    return credential instanceof PublicKeyCredential ? credential.toJSON() : null;
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
