import type { Api } from '../fastify-api';

/** `values` is the number of strings, numbers, lists and objects at every depth. */
export type BodyLimits = { bytes: number; values: number };

/**
 * An event that fills its schema has about 1,500 values and, in Cyrillic, 900 KB. Larger bodies are refused before they
 * are parsed, because validation takes 3 to 12 µs per value.
 */
const bodyLimits = {
  /** Anonymous requests: a password, a code or a link. */
  'sign-in': { bytes: 4_096, values: 50 },
  /** The response of an authenticator in a WebAuthn ceremony. */
  ceremony: { bytes: 16_384, values: 200 },
  small: { bytes: 65_536, values: 500 },
  /** 1,000 ids with their versions. */
  bulk: { bytes: 262_144, values: 4_000 },
  event: { bytes: 1_048_576, values: 3_000 },
} as const satisfies Record<string, BodyLimits>;
export type BodySize = keyof typeof bodyLimits;

export function limitsOf(size: BodySize | undefined): BodyLimits {
  return bodyLimits[size ?? 'small'];
}

/** Sets the byte limit of each route. A longer body is refused by its Content-Length. */
export function addBodyLimits(app: Api): void {
  app.addHook('onRoute', (route) => {
    route.bodyLimit = limitsOf(route.config?.body).bytes;
  });
}
