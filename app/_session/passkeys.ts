import { type Answered, ask, askSignedIn } from './ask';

/** Where a browser or its owner would not: he cancelled, there is no key that fits, or it is there already. */
export type Ceremony<T> = Answered<T> | { is: 'cancelled' };

/** Only in a secure context, and not in browsers older than 2025. */
export function hasPasskeys(): boolean {
  return (
    typeof PublicKeyCredential === 'function' &&
    typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function' &&
    typeof PublicKeyCredential.parseCreationOptionsFromJSON === 'function'
  );
}

export async function signInWithPasskey(): Promise<Ceremony<unknown>> {
  const options = await ask<PublicKeyCredentialRequestOptionsJSON>(
    'GET',
    '/api/auth/passkey/generate-authenticate-options',
  );
  if (options.is !== 'done') return options;
  const response = await answerOf(() =>
    navigator.credentials.get({
      // The server lets nobody in by a passkey alone that has not verified its owner.
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON({
        ...options.body,
        userVerification: 'required',
      }),
    }),
  );
  return response
    ? ask('POST', '/api/auth/passkey/verify-authentication', { response })
    : { is: 'cancelled' };
}

export async function addPasskey(name: string): Promise<Ceremony<unknown>> {
  const options = await askSignedIn<PublicKeyCredentialCreationOptionsJSON>(
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
    ? askSignedIn('POST', '/api/auth/passkey/verify-registration', { response, name })
    : { is: 'cancelled' };
}

/** What the authenticator says; null where there is nothing. */
async function answerOf(request: () => Promise<Credential | null>): Promise<object | null> {
  try {
    const credential = await request();
    return credential instanceof PublicKeyCredential ? credential.toJSON() : null;
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
