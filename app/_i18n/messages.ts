import type { Locale } from '@/db/model/locales';
import { en } from './messages/en';
import { ru } from './messages/ru';
import { tr } from './messages/tr';

export type Messages = typeof en;
export type Namespace = keyof Messages;

/** Every user-visible string. English defines the type of the others, so a missing key does not compile. */
export const messages: Record<Locale, Messages> = { en, tr, ru };
