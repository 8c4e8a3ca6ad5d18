'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type TrendRows, type Trends, type TrendUnit, trendUnits } from '@/db/model/trends';
import { useFormats } from '../_i18n/use-formats';
import { Choices } from '../_ui/choices';
import { UserText } from '../_ui/labels/user-text';
import { linkClass } from '../_ui/link-class';
import type { ActiveFilter } from '../(board)/_filters/active-filters';
import { filterNames, type MissionPlaces } from '../(board)/_filters/filter-names';
import { useActiveFilterLabel } from '../(board)/_filters/use-active-filter-label';
import { useFilterLabel } from '../(board)/_filters/use-filter-label';
import type { OpenedView } from '../(board)/_views/opened-view';
import { ViewMenu } from '../(board)/_views/view-menu';
import { boardHref, trendsHref } from './trend-links';
import { TrendPlot } from './trend-plot';

type TrendsViewProps = {
  /** Null where the period has more columns than are sent. */
  trends: Trends | null;
  rows: TrendRows;
  columns: TrendUnit;
  /** The filter in the address. */
  search: string;
  filters: readonly ActiveFilter[];
  /** Names by id. */
  actors: Readonly<Record<string, string>>;
  /** The missions that the filter names. */
  places: MissionPlaces;
  /** The saved view in the address. */
  view: OpenedView | null;
};

/** Severity is a choice of the API only: the order of its words says more than their frequency. */
const tabs = ['targeted', 'host', 'actor', 'targetType', 'attackType', 'outcome'] as const;

export function TrendsView({
  trends,
  rows,
  columns,
  search,
  filters,
  actors,
  places,
  view,
}: TrendsViewProps) {
  const t = useTranslations('plots.trends');
  const place = `${search === '' ? '' : `${search}&`}rows=${rows}&columns=${columns}${view ? `&view=${view.id}` : ''}`;
  const kind = new URLSearchParams(search).get('kind');
  return (
    <div className="flex flex-col gap-5 px-5 py-5 max-sm:px-3.5">
      <div className="flex flex-col gap-1">
        <h1 className="text-figure font-bold">{t('title')}</h1>
        <p className="max-w-prose text-ink-2">{t('about')}</p>
      </div>
      <div data-print="no" className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <Choices
          label={t('by')}
          choices={tabs.map((value) => ({
            name: t(`rows.${value}`),
            href: trendsHref(place, { rows: value }),
            isChosen: value === rows,
          }))}
        />
        <Choices
          label={t('unit')}
          choices={trendUnits.map((value) => ({
            name: t(`columns.${value}`),
            href: trendsHref(place, { columns: value }),
            isChosen: value === columns,
          }))}
        />
        {rows !== 'outcome' && (
          <Choices
            label={t('kind')}
            choices={[
              { name: t('all'), href: trendsHref(place, { kind: null }), isChosen: kind === null },
              ...(['incident', 'threat'] as const).map((value) => ({
                name: t(`kinds.${value}`),
                href: trendsHref(place, { kind: value }),
                isChosen: kind === value,
              })),
            ]}
          />
        )}
        <ViewMenu page="/trends" search={search} sort="latest" view={view} />
      </div>
      <FilteredBy filters={filters} place={place} actors={actors} places={places} />
      {trends === null ? (
        <p className="text-ink-2">{t('tooMany')}</p>
      ) : (
        <>
          <TrendPlot trends={trends} rows={rows} columns={columns} search={search} actors={actors} />
          <FirstSeen trends={trends} search={search} actors={actors} />
        </>
      )}
    </div>
  );
}

/** What the address filters by, as words, and a way without it. The kind is a choice of its own above. */
function FilteredBy({
  filters,
  place,
  actors,
  places,
}: Pick<TrendsViewProps, 'filters' | 'actors' | 'places'> & { place: string }) {
  const t = useTranslations('plots.trends');
  const formats = useFormats();
  const words = useFilterLabel({ facets: null, events: new Map(), places, isShort: true });
  const labelOf = useActiveFilterLabel((name, value) =>
    name === 'actor' ? (actors[value] ?? value) : words(name, value),
  );
  const shown = filters.filter((filter) => !(filter.type === 'value' && filter.name === 'kind'));
  if (shown.length === 0) return null;
  const without = Object.fromEntries(
    filterNames.filter((name) => name !== 'kind').map((name) => [name, null]),
  );
  return (
    <p className="flex flex-wrap gap-x-3">
      <span>{t('filteredBy', { filter: formats.list(shown.map(labelOf)) })}</span>
      <Link data-print="no" href={trendsHref(place, without)} prefetch={false} className={linkClass}>
        {t('clear')}
      </Link>
    </p>
  );
}

/** When an actor was first recorded in a country: what is new there. */
function FirstSeen({
  trends: { firstSeen },
  search,
  actors,
}: Pick<TrendsViewProps, 'search' | 'actors'> & { trends: Trends }) {
  const t = useTranslations('plots.trends');
  const formats = useFormats();
  if (firstSeen.length === 0) return null;
  return (
    <section aria-labelledby="first-seen" className="flex max-w-3xl flex-col gap-1">
      <h2 id="first-seen" className="text-title font-semibold">
        {t('firstSeen')}
      </h2>
      <p className="text-ink-2">{t('firstSeenAbout')}</p>
      <ul className="border-b border-line">
        {firstSeen.slice(0, 12).map(({ actor, host, on }) => (
          <li
            key={`${actor} ${host}`}
            className="flex flex-wrap items-baseline gap-x-3 border-t border-line py-1.5"
          >
            <Link
              href={boardHref(trendsHref(search, { host, from: null, to: null }).split('?')[1] ?? '', {
                rows: 'actor',
                value: actor,
              })}
              prefetch={false}
              className={`font-medium wrap-anywhere ${linkClass}`}
            >
              <UserText>{actors[actor] ?? actor}</UserText>
            </Link>
            <span>{t('inCountry', { country: formats.country(host) })}</span>
            <span className="ms-auto text-ink-2 tabular-nums">
              {formats.moment(on, on.length === 4 ? 'year' : on.length === 7 ? 'month' : 'day')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
