export const locales = ['en', 'tr', 'ru'] as const;
export type Locale = (typeof locales)[number];
export const defaultLocale: Locale = 'en';

/** Each language's name in that language. */
export const localeNames = { en: 'English', tr: 'Türkçe', ru: 'Русский' } as const satisfies Record<
  Locale,
  string
>;

export function isLocale(value: string | undefined): value is Locale {
  return locales.some((one) => one === value);
}

/** The first supported language that a browser prefers (Accept-Language). */
export function preferredLocale(acceptLanguage: string | null): Locale {
  const asked = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const quality = parameters.map((one) => /^\s*q=([\d.]+)$/.exec(one)?.[1]).find(Boolean);
      return {
        language: tag.toLowerCase().split('-')[0],
        quality: quality === undefined ? 1 : Number(quality),
      };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return asked.map(({ language }) => language).find(isLocale) ?? defaultLocale;
}
