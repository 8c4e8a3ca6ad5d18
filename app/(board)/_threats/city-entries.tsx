'use client';

import type { ReactNode } from 'react';
import { useFormats } from '../../_i18n/use-formats';
import { Flag } from '../../_ui/labels/flag';
import { SeverityLabel } from '../../_ui/labels/severity';
import type { CityGroup } from './entries';

const maxFlags = 6;

/** The milder threats of a city on one line, which opens to one line each. */
export function CityEntries({ group, children }: { group: CityGroup; children: ReactNode }) {
  const { country: nameOf, city: cityOf } = useFormats();
  const { host, city, severity, entries } = group;
  const countries = [...new Set(entries.map(({ country }) => country))];
  return (
    <li data-severity={severity} data-count={entries.length} className="threat-city">
      <details>
        <summary data-walk>
          <b>{city ? cityOf(city, host) : nameOf(host)}</b>
          <span className="flex min-w-0 grow items-center gap-1 overflow-hidden">
            {countries.slice(0, maxFlags).map((country) => (
              <Flag key={country} country={country} alt={nameOf(country)} size="small" />
            ))}
          </span>
          <span className="text-ink-2">{entries.length}</span>
          <SeverityLabel severity={severity} isActive />
        </summary>
        <ul>{children}</ul>
      </details>
    </li>
  );
}
