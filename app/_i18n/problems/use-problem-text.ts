import { useMessages, useTranslations } from 'next-intl';
import type { ErrorParams } from '@/db/model/errors';
import { useFormats } from '../use-formats';
import { isTranslated, shownParams } from './problem-params';

/** The sentence of an error of the API in the reader's language. The page must provide the messages `problems`. */
export function useProblemText(): (error: { code: string; params: ErrorParams }) => string {
  const t = useTranslations('problems');
  const { problems } = useMessages();
  const { country } = useFormats();
  return ({ code, params }) =>
    isTranslated(problems, code) ? t(code, shownParams(params, country)) : t('invalid-fields');
}
