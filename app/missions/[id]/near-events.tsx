'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import * as z from 'zod';
import { nearItem } from '@/db/model/near';
import { useFormats } from '../../_i18n/use-formats';
import { useLiveQuery } from '../../_live/pages/live-queries';
import { EventRows } from '../../_records/_lists/event-rows';
import { Section } from '../../_records/section';
import { throwIfSessionEnded } from '../../_session/session-end';
import { Select } from '../../_ui/inputs/select';

const radii = ['1', '5', '10', '25', '50'] as const;
const answer = z.object({ items: z.array(nearItem) });
type Items = z.output<typeof answer>['items'];

type NearEventsProps = {
  mission: string;
  /** The events that are shown as those against the mission. */
  against: ReadonlySet<string>;
};

/** What happened beside the mission without naming it, within a radius that the reader chooses. */
export function NearEvents({ mission, against }: NearEventsProps) {
  const t = useTranslations('profiles.near');
  const { number } = useFormats();
  const [km, setKm] = useState<(typeof radii)[number]>('5');
  const items = useLiveQuery<Items | null>({
    types: ['event', 'mission'],
    queryKey: ['near', mission, km],
    queryFn: ({ signal }) => fetchNear(mission, km, signal),
    initialData: null,
  });
  const others = items?.filter(({ event }) => !against.has(event.id)) ?? [];
  const kmOf = new Map(others.map((one) => [one.event.id, one.km]));
  return (
    <Section
      title={t('title')}
      more={{ href: `/?nearMissions=${mission}&radiusKm=${km}`, label: t('onBoard') }}
      empty={items !== null && others.length === 0 && t('none', { km })}
      aside={
        <Select
          aria-label={t('radius')}
          value={km}
          onChange={(chosen) => setKm(chosen ?? '5')}
          choices={radii.map((value) => ({ value, label: t('within', { km: value }) }))}
          className="!min-h-7 w-auto py-0 text-small"
        />
      }
    >
      {others.length > 0 && (
        <EventRows
          events={others.map(({ event }) => event)}
          label={t('title')}
          noteOf={({ id }) => (
            <span className="font-normal text-ink-2">
              {t('away', { km: number(Math.round((kmOf.get(id) ?? 0) * 10) / 10) })}
            </span>
          )}
        />
      )}
    </Section>
  );
}

async function fetchNear(mission: string, km: string, signal: AbortSignal): Promise<Items> {
  const query = new URLSearchParams({ missions: mission, radiusKm: km, limit: '50' });
  const response = await fetch(`/api/near?${query}`, { signal, cache: 'no-store' });
  throwIfSessionEnded(response);
  if (!response.ok) throw new Error(`The events near the mission could not be read: ${response.status}`);
  return answer.parse(await response.json()).items;
}
