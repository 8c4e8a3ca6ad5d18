import { isLocale, type Locale } from '@/db/model/locales';
import type { Messages } from '../../_i18n/messages';

type LogMessages = Pick<Messages, 'board' | 'event' | 'form' | 'problems'>;

/** The messages of the form that not every page has. */
const readers: Record<Locale, () => Promise<LogMessages>> = {
  en: async () => ({
    board: (await import('../../_i18n/messages/en/board.json')).default,
    event: (await import('../../_i18n/messages/en/event.json')).default,
    form: (await import('../../_i18n/messages/en/form.json')).default,
    problems: (await import('../../_i18n/messages/en/problems.json')).default,
  }),
  tr: async () => ({
    board: (await import('../../_i18n/messages/tr/board.json')).default,
    event: (await import('../../_i18n/messages/tr/event.json')).default,
    form: (await import('../../_i18n/messages/tr/form.json')).default,
    problems: (await import('../../_i18n/messages/tr/problems.json')).default,
  }),
  ru: async () => ({
    board: (await import('../../_i18n/messages/ru/board.json')).default,
    event: (await import('../../_i18n/messages/ru/event.json')).default,
    form: (await import('../../_i18n/messages/ru/form.json')).default,
    problems: (await import('../../_i18n/messages/ru/problems.json')).default,
  }),
};

const read = new Map<string, Promise<LogMessages>>();

/** The messages of a language, loaded once; a failed load is retried. */
export function loadLogMessages(locale: string): Promise<LogMessages> {
  const known = read.get(locale);
  if (known !== undefined) return known;
  const words = readers[isLocale(locale) ? locale : 'en']();
  read.set(locale, words);
  words.catch(() => read.delete(locale));
  return words;
}
