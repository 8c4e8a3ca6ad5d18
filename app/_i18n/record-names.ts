import type { Locale } from '@/db/model/locales';
import { records } from '@/db/model/records/record-types';

export type RecordNames = Record<string, string>;

/** The names of the record types in one language, by type, from their declarations. */
export function recordNames(locale: Locale): RecordNames {
  return Object.fromEntries(Object.values(records).map(({ type, names }) => [type, names[locale]]));
}
