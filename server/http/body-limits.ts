import type { Api } from './routes';

/** At most so many bytes, and so many values: texts, numbers, lists and objects, however deep they stand. */
export type BodyLimits = { bytes: number; values: number };

/**
 * What a body may hold. An event that is as full as its schema allows has some 1,500 values and, in a script of two
 * bytes a letter, 900 KB; what has more is refused before it is parsed, as checking each value takes 3 to 12 µs.
 */
const bodyLimits = {
  /** What anybody may send: a password, a code, a link. */
  entrance: { bytes: 4_096, values: 50 },
  /** What an authenticator answers. */
  ceremony: { bytes: 16_384, values: 200 },
  small: { bytes: 65_536, values: 500 },
  event: { bytes: 1_048_576, values: 3_000 },
} as const satisfies Record<string, BodyLimits>;
export type BodySize = keyof typeof bodyLimits;

export function limitsOf(size: BodySize | undefined): BodyLimits {
  return bodyLimits[size ?? 'small'];
}

/** Sets how long a body each route takes, by what it says of it; a longer one is refused by its Content-Length. */
export function addBodyLimits(app: Api): void {
  app.addHook('onRoute', (route) => {
    route.bodyLimit = limitsOf(route.config?.body).bytes;
  });
}
