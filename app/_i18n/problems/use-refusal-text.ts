'use client';

import { createTranslator, useLocale } from 'next-intl';
import type { Locale } from '@/db/model/locales';
import type { Refusal } from '../../_api/write';
import type en from '../messages/en/problems.json';
import { useFormats } from '../use-formats';
import { isTranslated, shownParams } from './problem-params';

/** Read on demand, because few pages show a refusal, and the messages of all codes take 5 KB. */
const readers: Record<Locale, () => Promise<{ default: typeof en }>> = {
  en: () => import('../messages/en/problems.json'),
  tr: () => import('../messages/tr/problems.json'),
  ru: () => import('../messages/ru/problems.json'),
};

/** What a refused request tells, in the reader's language: each field's error, else that of the whole. */
export function useRefusalText(): (refusal: Refusal) => Promise<string> {
  const locale = useLocale();
  const { country } = useFormats();
  return async ({ code, params, errors }) => {
    const { default: problems } = await readers[locale]();
    const t = createTranslator({ locale, messages: { problems }, namespace: 'problems' });
    return (errors.length > 0 ? errors : [{ code, params }])
      .map((error) =>
        isTranslated(problems, error.code)
          ? t(error.code, shownParams(error.params, country))
          : t('invalid-fields'),
      )
      .join(' ');
  };
}
