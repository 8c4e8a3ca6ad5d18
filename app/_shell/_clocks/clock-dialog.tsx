'use client';

import { X } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { countryCodes } from '@/db/model/places/countries';
import { cityOfZone, timeZonesOf } from '@/db/model/places/time-zones';
import type { Place } from '@/db/model/reference';
import { fold } from '@/db/model/values/fold';
import { setPreferenceCookie } from '../../_i18n/cookie';
import { zoneName } from '../../_i18n/format';
import { useNow } from '../../_i18n/now';
import { useFormats } from '../../_i18n/use-formats';
import { zoneOfPlace } from '../../_i18n/zone-of-place';
import { throwIfSessionEnded } from '../../_session/session-end';
import { IconButton } from '../../_ui/button';
import { Picker } from '../../_ui/inputs/combobox/picker';
import { Dialog } from '../../_ui/overlays/dialog';
import { type ClockPlace, maxPinnedClocks, serializeClocks } from './clock-places';

type ClockDialogProps = { pinned: readonly ClockPlace[]; onClose: () => void };

const maxFound = 20;

/** Chooses the header's clocks: cities with a certain time zone, and cities after which a time zone is named. */
export default function ClockDialog({ pinned, onClose }: ClockDialogProps) {
  const t = useTranslations('shell.clocks');
  const router = useRouter();
  const { country: nameOf, city: cityOf } = useFormats();
  const [places, setPlaces] = useState(pinned);
  const [typed, setTyped] = useState('');
  const now = useNow();

  function keep(next: readonly ClockPlace[]): void {
    setPlaces(next);
    setPreferenceCookie('clocks', serializeClocks(next));
    router.refresh();
  }

  async function load(sought: string, signal: AbortSignal): Promise<ClockPlace[]> {
    const query = sought.trim();
    if (query === '') return [];
    const asked = new URLSearchParams({ q: query, limit: String(maxFound) });
    const response = await fetch(`/api/places?${asked}`, { signal });
    throwIfSessionEnded(response);
    if (!response.ok) throw new Error(`/api/places answered ${response.status}`);
    const { items }: { items: Place[] } = await response.json();
    const found = [...items.flatMap(placeAt), ...zonesNamed(query, cityOf)];
    return found.filter((one, index) => found.findIndex((other) => keyOf(other) === keyOf(one)) === index);
  }

  /** The only place with that name; if there are several, the user chooses. */
  function findExact(found: readonly ClockPlace[], sought: string): ClockPlace | null {
    const named = found.filter(({ city, country }) => fold(cityOf(city, country)) === fold(sought));
    return named.length === 1 ? (named[0] ?? null) : null;
  }

  return (
    <Dialog isOpen onClose={onClose} title={t('title')} description={t('what', { most: maxPinnedClocks })}>
      <div className="flex flex-col gap-3">
        {places.length < maxPinnedClocks && (
          <Picker<ClockPlace>
            aria-label={t('add')}
            placeholder={t('add')}
            typed={typed}
            onTyped={setTyped}
            findExact={findExact}
            load={load}
            startText={t('start')}
            emptyText={t('none')}
            keyOf={keyOf}
            labelOf={({ city, country }) => cityOf(city, country)}
            renderOption={({ city, country, timeZone }) => (
              <>
                {cityOf(city, country)}
                <span className="block text-small text-ink-2">
                  {nameOf(country)}, {timeZone.replaceAll('_', ' ')}
                </span>
              </>
            )}
            onPick={(place) => {
              if (!places.some((one) => keyOf(one) === keyOf(place))) keep([...places, place]);
            }}
          />
        )}
        <ul className="flex flex-col">
          {places.map((place) => {
            const city = cityOf(place.city, place.country);
            return (
              <li key={keyOf(place)} className="flex min-h-9 items-center gap-3 border-b border-line">
                <span>{city}</span>
                <span className="ms-auto text-small text-ink-2">
                  {nameOf(place.country)}, {zoneName(place.timeZone, now)}
                </span>
                <IconButton
                  size="small"
                  label={t('remove', { city })}
                  icon={<X aria-hidden className="size-4" />}
                  onClick={() => keep(places.filter((one) => one !== place))}
                />
              </li>
            );
          })}
        </ul>
      </div>
    </Dialog>
  );
}

function keyOf({ country, city, timeZone }: ClockPlace): string {
  return `${timeZone} ${country} ${city}`;
}

/** A place with its time zone, if that is certain. */
function placeAt({ country, name }: Place): ClockPlace[] {
  const timeZone = zoneOfPlace(country, name);
  return timeZone === null ? [] : [{ country, city: name, timeZone }];
}

/** Cities after which a time zone is named, such as New York. */
function zonesNamed(query: string, cityOf: (city: string, country: string) => string): ClockPlace[] {
  const sought = fold(query);
  return countryCodes
    .flatMap((country) =>
      timeZonesOf(country).map((timeZone) => ({ country, city: cityOfZone(timeZone), timeZone })),
    )
    .filter(({ city, country }) => [city, cityOf(city, country)].some((one) => fold(one).startsWith(sought)));
}
