import type { Api } from '../fastify-api';

/** `values` counts strings, numbers, lists and objects at every depth. */
export type BodyLimits = { bytes: number; values: number };

/**
 * An event that fills its schema has about 1,500 values and, in Cyrillic, 900 KB. Larger bodies are refused before they
 * are parsed: to validate a value takes 3 to 12 µs.
 */
const bodyLimits = {
  /** Of anonymous requests: a password, a code, a link. */
  entrance: { bytes: 4_096, values: 50 },
  /** The response of an authenticator. */
  ceremony: { bytes: 16_384, values: 200 },
  small: { bytes: 65_536, values: 500 },
  event: { bytes: 1_048_576, values: 3_000 },
} as const satisfies Record<string, BodyLimits>;
export type BodySize = keyof typeof bodyLimits;

export function limitsOf(size: BodySize | undefined): BodyLimits {
  return bodyLimits[size ?? 'small'];
}

/** Sets the limit of bytes of each route; a longer body is refused by its Content-Length. */
export function addBodyLimits(app: Api): void {
  app.addHook('onRoute', (route) => {
    route.bodyLimit = limitsOf(route.config?.body).bytes;
  });
}
