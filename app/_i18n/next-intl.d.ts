import type { Locale } from '@/db/model/locales';
import type { Messages } from './messages';
import type { PlaceNames } from './place-names';
import type { RecordNames } from './record-names';

declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages & { places: PlaceNames; records: RecordNames };
  }
}
