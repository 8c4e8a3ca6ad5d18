import { useTranslations } from 'next-intl';
import type { Facets } from '@/db/model/board';
import { useFormats } from '../../_i18n/use-formats';
import { Flag } from '../../_ui/labels/flag';
import { NameLink } from '../name-link';
import { pathOfCountry } from '../paths';
import { Section } from '../section';

const maxShown = 12;

type CountryCountsProps = { title: string; countries: Facets['targeted'] };

/** Targeted countries with their numbers of events, most often targeted first; nothing if there are none. */
export function CountryCounts({ title, countries }: CountryCountsProps) {
  const t = useTranslations('profiles.events');
  const { country: nameOf } = useFormats();
  if (countries.length === 0) return null;
  const sorted = [...countries].sort((a, b) => b.events - a.events).slice(0, maxShown);
  return (
    <Section title={title}>
      <ul aria-label={title} className="record-rows">
        {sorted.map(({ country, events }) => (
          <li key={country} className="flex items-baseline gap-2.5 py-1.5">
            <span className="inline-flex translate-y-0.5">
              <Flag country={country} />
            </span>
            <NameLink href={pathOfCountry(country)} className="min-w-0 grow">
              {nameOf(country)}
            </NameLink>
            <span className="text-small whitespace-nowrap text-ink-2">{t('count', { count: events })}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
