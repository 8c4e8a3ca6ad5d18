'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { NearItem } from '@/db/model/near';
import { useFormats } from '../../_i18n/use-formats';
import { EventRows } from '../../_records/_lists/event-rows';
import { Section } from '../../_records/section';
import { Select } from '../../_ui/inputs/select';
import { nearRadii } from './near-radii';

export type NearEventsOf = {
  km: number;
  items: readonly Pick<NearItem, 'event' | 'km'>[];
};

/** What happened beside a mission without naming it, within a radius that the address keeps. */
export function NearEvents({ mission, near: { km, items } }: { mission: string; near: NearEventsOf }) {
  const t = useTranslations('profiles.near');
  const { number } = useFormats();
  const router = useRouter();
  const path = usePathname();
  const kmOf = new Map(items.map((one) => [one.event.id, one.km]));
  return (
    <Section
      title={t('title')}
      more={{ href: `/?nearMissions=${mission}&radiusKm=${km}`, label: t('onBoard') }}
      empty={items.length === 0 && t('none', { km: String(km) })}
      aside={
        <Select
          aria-label={t('radius')}
          value={String(km)}
          onChange={(chosen) => router.replace(`${path}?km=${chosen ?? km}`, { scroll: false })}
          choices={nearRadii.map((value) => ({
            value: String(value),
            label: t('within', { km: String(value) }),
          }))}
          className="!min-h-7 w-auto py-0 text-small"
        />
      }
    >
      <EventRows
        events={items.map(({ event }) => event)}
        label={t('title')}
        noteOf={({ id }) => (
          <span className="font-normal text-ink-2">
            {t('away', { km: number(Math.round((kmOf.get(id) ?? 0) * 10) / 10) })}
          </span>
        )}
      />
    </Section>
  );
}
