export const themes = ['system', 'light', 'dark', 'night'] as const;
export type Theme = (typeof themes)[number];

/** The theme of a cookie's value; an unknown value means that of the device. */
export function themeOf(value: string | undefined): Theme {
  return themes.find((one) => one === value) ?? 'system';
}
