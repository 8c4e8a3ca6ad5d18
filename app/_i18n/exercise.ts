import { useLocale, useTranslations } from 'next-intl';
import type { Handling } from '@/db/model/words';

/** "EXERCISE", by the language's own rule for capitals ("TATBİKAT"). */
export function exerciseWord(word: string, locale: string): string {
  return word.toLocaleUpperCase(locale);
}

/** Puts "EXERCISE" before a text that stands for a record, where the record is one. */
export function useExercise(): (handling: Handling | undefined, text: string) => string {
  const t = useTranslations('words.handlings');
  const locale = useLocale();
  return (handling, text) =>
    handling === 'exercise' ? `${exerciseWord(t('exercise'), locale)} ${text}` : text;
}
