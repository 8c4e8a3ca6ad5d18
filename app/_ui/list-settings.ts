import { densities } from '@/db/model/densities';
import type { Tlp } from '@/db/model/words';

/** Settings of how lists look. Each is a cookie, so that the first paint is right, and an attribute of the root element. */
export const listSettings = {
  density: { values: densities, usual: 'comfortable' },
  /** The mildest marking that lists show. */
  markings: { values: ['clear', 'green', 'amber', 'amber+strict', 'red'] satisfies Tlp[], usual: 'amber' },
} as const;

export type ListSetting = keyof typeof listSettings;
export type ListSettingValue<N extends ListSetting> = (typeof listSettings)[N]['values'][number];

/** The attribute for a cookie's value: undefined for the usual or an unknown value. */
export function listAttribute(name: ListSetting, cookie: string | undefined): string | undefined {
  const { values, usual } = listSettings[name];
  return cookie === usual ? undefined : values.find((value) => value === cookie);
}
