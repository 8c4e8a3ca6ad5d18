import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { getRuntime } from '@/server/runtime';
import { RecordHeading } from '../_records/record-heading';
import { RecordPage } from '../_records/record-page';
import { CountryList } from './country-list';

/** Every country that is or was targeted, those under threat first. */
export default async function CountriesPage() {
  const [{ countries, cursor, now }, t] = await Promise.all([read(), getTranslations('profiles.countries')]);
  return (
    <RecordPage title={t('title')} types={['event']} cursor={cursor} now={now}>
      <RecordHeading title={t('title')} facts={<p className="max-w-prose">{t('about')}</p>} />
      <CountryList countries={countries} />
    </RecordPage>
  );
}

async function read() {
  const runtime = getRuntime();
  const who = await runtime.principalOf(await headers());
  const { figures, cursor } = await runtime.readBoard(who, {});
  return { countries: figures.facets?.targeted ?? null, cursor, now: Date.now() };
}
