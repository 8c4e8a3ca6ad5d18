import type { ErrorParams } from '@/db/model/errors';
import { isolated } from '../bidi';

/** The parameters of an error as pages show them: countries by name, markings as TLP:RED. */
export function shownParams(params: ErrorParams, countryName: (code: string) => string): ErrorParams {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (typeof value === 'number') return [name, value];
      if (name === 'country') return [name, countryName(value)];
      if (name === 'tlp' || name === 'allowed') return [name, `TLP:${value.toUpperCase()}`];
      return [name, isolated(value)];
    }),
  );
}

/** Is there a message for this code? A server of a newer version may send one that this page does not know. */
export function isTranslated<T extends object>(messages: T, code: string): code is Extract<keyof T, string> {
  return Object.hasOwn(messages, code);
}
