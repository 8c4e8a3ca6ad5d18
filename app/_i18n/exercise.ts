import { useLocale, useTranslations } from 'next-intl';
import type { Handling } from '@/db/model/words';

/** "EXERCISE", with the language's capitalisation rules ("TATBİKAT"). */
export function exerciseWord(word: string, locale: string): string {
  return word.toLocaleUpperCase(locale);
}

/** Puts "EXERCISE" before a text about a record, if the record is an exercise. */
export function useExercise(): (handling: Handling | undefined, text: string) => string {
  const t = useTranslations('words.handlings');
  const locale = useLocale();
  return (handling, text) =>
    handling === 'exercise' ? `${exerciseWord(t('exercise'), locale)} ${text}` : text;
}
