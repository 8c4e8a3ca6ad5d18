import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { isLocale, preferredLocale } from '@/db/model/locales';
import { canonicalZone } from '@/db/model/places/time-zones';
import { messages } from './messages';
import { placeNames } from './place-names';
import { recordNames } from './record-names';

/** The user's language (cookie `locale`, otherwise the browser's) and time zone (cookie `tz`, otherwise UTC). */
export default getRequestConfig(async () => {
  const [jar, sent] = await Promise.all([cookies(), headers()]);
  const chosen = jar.get('locale')?.value;
  const locale = isLocale(chosen) ? chosen : preferredLocale(sent.get('accept-language'));
  const zone = canonicalZone(jar.get('tz')?.value ?? '');
  return {
    locale,
    messages: { ...messages[locale], places: placeNames(locale), records: recordNames(locale) },
    timeZone: zone ?? 'UTC',
    now: new Date(),
  };
});
