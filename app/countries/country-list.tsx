import { useLocale, useTranslations } from 'next-intl';
import type { Facets } from '@/db/model/board';
import { useFormats } from '../_i18n/use-formats';
import { NameLink } from '../_records/name-link';
import { pathOfCountry } from '../_records/paths';
import { Section } from '../_records/section';
import { Flag } from '../_ui/labels/flag';

type Counted = Facets['targeted'][number];

/** The countries under threat now, then all others by name; null while their events are still being counted. */
export function CountryList({ countries }: { countries: readonly Counted[] | null }) {
  const t = useTranslations('profiles.countries');
  const locale = useLocale();
  const { country: nameOf } = useFormats();
  if (countries === null) return <p className="text-ink-2">{t('counting')}</p>;
  const byName = (a: Counted, b: Counted) => nameOf(a.country).localeCompare(nameOf(b.country), locale);
  const threatened = countries
    .filter((one) => one.threatened > 0)
    .sort((a, b) => b.threatened - a.threatened || byName(a, b));
  const others = countries.filter((one) => one.threatened === 0).sort(byName);
  return (
    <>
      <Section
        title={t('threatened')}
        count={threatened.length}
        empty={threatened.length === 0 && t('noneThreatened')}
      >
        <Rows countries={threatened} label={t('threatened')} />
      </Section>
      {others.length > 0 && (
        <Section title={t('others')} count={others.length}>
          <Rows countries={others} label={t('others')} />
        </Section>
      )}
    </>
  );
}

function Rows({ countries, label }: { countries: readonly Counted[]; label: string }) {
  const t = useTranslations('profiles.countries');
  const { country: nameOf } = useFormats();
  return (
    <ul aria-label={label} className="country-rows">
      {countries.map(({ country, events, threatened }) => (
        <li key={country} className="flex min-w-0 items-baseline gap-2.5 border-b border-line py-1.5">
          <span className="inline-flex translate-y-0.5">
            <Flag country={country} />
          </span>
          <NameLink href={pathOfCountry(country)} className="min-w-0 grow font-medium">
            {nameOf(country)}
          </NameLink>
          {threatened > 0 && (
            <b className="whitespace-nowrap text-alarm">{t('underThreat', { count: threatened })}</b>
          )}
          <span className="w-24 shrink-0 text-end text-small whitespace-nowrap text-ink-2">
            {t('events', { count: events })}
          </span>
        </li>
      ))}
    </ul>
  );
}
