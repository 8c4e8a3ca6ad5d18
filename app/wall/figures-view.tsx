'use client';

import { useTranslations } from 'next-intl';
import { useFormats } from '../_i18n/use-formats';
import { useBoardState } from '../_live/provider';
import { Flag } from '../_ui/labels/flag';

const figures = ['currentThreats', 'ongoing', 'threatenedCountries', 'incidents30d'] as const;
const shownCountries = 8;

/** The counts of the view, and its most targeted countries. */
export function FiguresView() {
  const t = useTranslations('wall');
  const { shortCountry, number } = useFormats();
  const { counts, facets } = useBoardState().figures;
  const countries = facets?.targeted.slice(0, shownCountries) ?? [];
  const most = Math.max(1, ...countries.map(({ events }) => events));
  return (
    <section className="wall-figures" aria-label={t('figures.title')}>
      <h2>{t('figures.title')}</h2>
      <dl>
        {figures.map((name) => (
          <div key={name}>
            <dd>{number(counts[name])}</dd>
            <dt>{t(`figures.${name}`)}</dt>
          </div>
        ))}
      </dl>
      {countries.length > 0 && <h2>{t('figures.targeted')}</h2>}
      <ul>
        {countries.map(({ country, events, threatened }) => (
          <li key={country}>
            <Flag country={country} className="wall-flag" />
            <span>{shortCountry(country)}</span>
            <span aria-hidden className="wall-bar-track">
              <span style={{ width: `${(100 * events) / most}%` }} />
            </span>
            <b>{number(events)}</b>
            <span className={threatened > 0 ? 'text-alarm' : undefined}>
              {threatened > 0 && t('figures.threatened', { count: threatened })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
