'use client';

import { useLocale, useTranslations } from 'next-intl';
import { memo } from 'react';
import type { Facets as Figures } from '@/db/model/board';
import type { Event } from '@/db/model/event/event';
import * as w from '@/db/model/words';
import { useBoardState } from '../../_live/provider';
import { Scope } from '../_state/scope';
import { useHandlings } from '../_state/use-handlings';
import { FacetGroup, type FacetValue } from './facet-group';
import { NearFilter } from './near-filter';
import { Period } from './period';
import { useFilterLabel } from './use-filter-label';
import { useFilters } from './use-filters';

export type FilterPart = 'targeted' | 'severity' | 'others' | 'all';

type FacetsProps = {
  /** Ids of some example records. */
  examples: readonly string[];
  /** One filter alone, those without a place of their own in the filter line, or all of them. */
  part?: FilterPart;
};

/**
 * Filters with their counts. A filter ignores its own selection when counting, so that a second value can be added.
 */
export default function Facets({ examples, part = 'all' }: FacetsProps) {
  const { figures, events } = useBoardState();
  const { facets } = figures;
  const { of } = useFilters();
  const t = useTranslations('board.filters');
  const { has } = useHandlings(examples);
  const hasOthers = of('handling').length > 0 || has('example') || has('exercise');
  if (!facets) return <p className="text-small text-ink-3">{t('counting')}</p>;
  const isNamed = of('actor').every((id) => facets.actor.some(({ value }) => value === id));
  return <Groups facets={facets} events={isNamed ? none : events} hasOthers={hasOthers} part={part} />;
}

const none: ReadonlyMap<string, Event> = new Map();

type GroupsProps = {
  facets: Figures;
  /** Looks up names that the facets lack. */
  events: ReadonlyMap<string, Event>;
  hasOthers: boolean;
  part: FilterPart;
};

/** Renders with new figures, but not with every arrival. */
const Groups = memo(function Groups({ facets, events, hasOthers, part }: GroupsProps) {
  const t = useTranslations('board.filters');
  const locale = useLocale();
  const { places } = useFilters();
  const words = useFilterLabel({ facets, events, places });
  const shortWords = useFilterLabel({ facets, events, places, isShort: true });
  const countries = facets.targeted
    .map<FacetValue>(({ country, events, threatened }) => ({ value: country, events, threatened }))
    .sort(
      (a, b) =>
        Number((b.threatened ?? 0) > 0) - Number((a.threatened ?? 0) > 0) ||
        shortWords('targeted', a.value).localeCompare(shortWords('targeted', b.value), locale),
    );
  const targeted = (
    <FacetGroup
      words={words}
      shortWords={shortWords}
      name="targeted"
      title={t('targeted')}
      values={countries}
      hasFlags
    />
  );
  const severity = (
    <FacetGroup
      words={words}
      name="severity"
      title={t('severity')}
      values={ordered(facets.severity, bySeverity)}
    />
  );
  const isAll = part === 'all';
  if (part === 'targeted') return targeted;
  if (part === 'severity') return severity;
  return (
    <div className="filter-groups">
      <p className="text-small text-ink-3 first-letter:uppercase">
        <Scope />
      </p>
      {isAll && targeted}
      <FacetGroup words={words} name="kind" title={t('kind')} values={ordered(facets.kind, w.kinds)} />
      {isAll && severity}
      <FacetGroup
        words={words}
        name="status"
        title={t('status')}
        values={ordered(facets.status, w.threatStatuses)}
        isFolded={isAll}
      />
      <FacetGroup
        words={words}
        shortWords={shortWords}
        name="host"
        title={t('host')}
        values={byCount(facets.host)}
        hasFlags
        isFolded={isAll}
      />
      <FacetGroup
        words={words}
        name="targetType"
        title={t('targetType')}
        values={ordered(facets.targetType, w.targetTypes)}
        isFolded={isAll}
      />
      <FacetGroup
        words={words}
        name="actor"
        title={t('actor')}
        values={byCount(facets.actor)}
        isFolded={isAll}
      />
      <FacetGroup
        words={words}
        name="verification"
        title={t('verification')}
        values={ordered(facets.verification, w.verifications)}
        isFolded={isAll}
      />
      {hasOthers && (
        <FacetGroup
          words={words}
          name="handling"
          title={t('handling')}
          values={w.handlings.map((value) => ({ value, events: null }))}
          isFolded={isAll}
        />
      )}
      <NearFilter targeted={facets.targeted} words={words} shortWords={shortWords} isFolded={isAll} />
      <Period isFolded={isAll} />
    </div>
  );
});

const bySeverity = w.severities.toSorted((a, b) => w.severityRank[a] - w.severityRank[b]);

function ordered(values: readonly FacetValue[], order: readonly string[]): FacetValue[] {
  return values.toSorted((a, b) => order.indexOf(a.value) - order.indexOf(b.value));
}

function byCount(values: readonly FacetValue[]): FacetValue[] {
  return values.toSorted((a, b) => (b.events ?? 0) - (a.events ?? 0));
}
