import { isLocale, type Locale } from '@/db/model/locales';
import type { Messages } from '../../_i18n/messages';

type SelectMessages = Pick<Messages, 'select' | 'problems'>;

const readers: Record<Locale, () => Promise<SelectMessages>> = {
  en: async () => ({
    select: (await import('../../_i18n/messages/en/select.json')).default,
    problems: (await import('../../_i18n/messages/en/problems.json')).default,
  }),
  tr: async () => ({
    select: (await import('../../_i18n/messages/tr/select.json')).default,
    problems: (await import('../../_i18n/messages/tr/problems.json')).default,
  }),
  ru: async () => ({
    select: (await import('../../_i18n/messages/ru/select.json')).default,
    problems: (await import('../../_i18n/messages/ru/problems.json')).default,
  }),
};

const read = new Map<string, Promise<SelectMessages>>();

/** What the selection says, which the first load of the board does not need; a failed load is retried. */
export function loadSelectMessages(locale: string): Promise<SelectMessages> {
  const known = read.get(locale);
  if (known !== undefined) return known;
  const words = readers[isLocale(locale) ? locale : 'en']();
  read.set(locale, words);
  words.catch(() => read.delete(locale));
  return words;
}
