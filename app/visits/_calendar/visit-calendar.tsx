'use client';

import { useTranslations } from 'next-intl';
import type { Visit } from '@/db/model/reference';
import { useNow } from '../../_i18n/now';
import { useFormats } from '../../_i18n/use-formats';
import { NameLink } from '../../_records/name-link';
import { pathOfVisit } from '../../_records/paths';
import { ButtonLink } from '../../_ui/button-link';
import { Flag } from '../../_ui/labels/flag';
import { UserText } from '../../_ui/labels/user-text';
import { type CalendarMonth, shifted, weeksOf } from './month';
import './calendar.css';

type VisitCalendarProps = {
  month: CalendarMonth;
  visits: readonly Visit[];
  /** The number of events that light a visit up, by its id. */
  lit: Readonly<Record<string, number>>;
  /** The filter of the page. */
  query: Readonly<Record<string, string>>;
};

const maxShown = 4;
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** A month with its visits, in the reader's time zone. */
export function VisitCalendar({ month, visits, lit, query }: VisitCalendarProps) {
  const t = useTranslations('profiles.visits.calendar');
  const { moment, weekday, dayKey } = useFormats();
  const today = dayKey(useNow());
  const weeks = weeksOf(month);
  const [firstWeek = []] = weeks;
  const title = moment(`${month}-01`, 'month');
  const hrefOf = (by: number) => `/visits?${new URLSearchParams({ ...query, month: shifted(month, by) })}`;
  const periods = visits.map((visit) => ({ visit, first: dayKey(visit.from), last: dayKey(visit.to) }));
  return (
    <section aria-labelledby="month" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="month" className="text-title font-bold first-letter:uppercase">
          {title}
        </h2>
        <nav aria-label={t('months')} data-print="no" className="flex gap-2">
          <ButtonLink size="small" href={hrefOf(-1)}>
            {t('previous')}
          </ButtonLink>
          <ButtonLink size="small" href={hrefOf(1)}>
            {t('next')}
          </ButtonLink>
        </nav>
      </div>
      <table aria-labelledby="month" className="visit-calendar">
        <thead>
          <tr>
            {firstWeek.map((day, index) => (
              <th key={day} scope="col" abbr={weekday(day)}>
                {t(`days.${weekdays[index] ?? 'monday'}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => {
                const there = periods.filter(({ first, last }) => first <= day && day <= last);
                return (
                  <td
                    key={day}
                    data-outside={day.slice(0, 7) !== month || undefined}
                    aria-current={day === today ? 'date' : undefined}
                  >
                    <time dateTime={day}>{Number(day.slice(8))}</time>
                    {there.length > 0 && (
                      <ul>
                        {there.slice(0, maxShown).map(({ visit }) => (
                          <li key={visit.id} data-lit={visit.id in lit || undefined}>
                            <DayVisit visit={visit} />
                          </li>
                        ))}
                        {there.length > maxShown && <li>{t('more', { count: there.length - maxShown })}</li>}
                      </ul>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function DayVisit({ visit: { id, country, title } }: { visit: Visit }) {
  const { country: nameOf } = useFormats();
  return (
    <NameLink href={pathOfVisit(id)} className="flex min-w-0 items-baseline gap-1.5">
      <span className="inline-flex translate-y-px">
        <Flag country={country} size="small" alt={nameOf(country)} />
      </span>
      <span className="visit-title">
        <UserText>{title}</UserText>
      </span>
    </NameLink>
  );
}
