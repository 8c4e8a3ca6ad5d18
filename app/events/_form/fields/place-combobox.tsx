'use client';

import { useTranslations } from 'next-intl';
import type { Place } from '@/db/model/reference';
import { fold } from '@/db/model/values/fold';
import { useFormats } from '../../../_i18n/use-formats';
import { zoneOfPlace } from '../../../_i18n/zone-of-place';
import { Combobox } from '../../../_ui/inputs/combobox/combobox';
import { findPlaces } from '../lookups';
import { useForm, usePendingText } from '../state/form-context';
import type { LocationFields } from '../state/form-state';

/** Clearing the city also clears its coordinates. */
const cleared: Partial<LocationFields> = { city: '', province: '', lat: '', lon: '', precision: null };

/** A place in the gazetteer, or a name as typed. */
type Option = { name: string; found: Place | null };

/**
 * The city field. A place in the gazetteer also sets country, province and coordinates; other names are kept as
 * typed.
 */
export function PlaceCombobox({ id }: { id: string }) {
  const t = useTranslations('form.place');
  const { form, changeLocation } = useForm();
  const { country: nameOf, city: cityOf, number } = useFormats();
  const { location } = form;
  const open = usePendingText('location.city');

  function labelOf({ name, found }: Option): string {
    return cityOf(name, found?.country ?? location.country);
  }

  async function load(typed: string, signal: AbortSignal): Promise<Option[]> {
    const query = typed.trim();
    if (query === '') return [];
    const found = await findPlaces(query, location.country, signal);
    const options = found.map((place) => ({ name: place.name, found: place }));
    const isKnown = options.some((one) => fold(labelOf(one)) === fold(query));
    return isKnown ? options : [...options, { name: query, found: null }];
  }

  /** The only place with that name; null if there are several. */
  function exactPlace(options: readonly Option[], typed: string): Option | null {
    const called = options.filter(
      (option) => option.found && [option.name, labelOf(option)].some((one) => fold(one) === fold(typed)),
    );
    return called.length === 1 ? (called[0] ?? null) : null;
  }

  function placeOf({ name, found }: Option): Partial<LocationFields> {
    if (found === null) {
      const timeZone = zoneOfPlace(location.country, name);
      return { city: name, province: '', lat: '', lon: '', precision: null, timeZone };
    }
    return {
      country: found.country,
      province: found.province === found.name ? '' : (found.province ?? ''),
      city: found.name,
      lat: String(found.lat),
      lon: String(found.lon),
      // The coordinates are the city's; a street does not make them more exact.
      precision: 'city',
      timeZone: zoneOfPlace(found.country, found.name),
    };
  }

  return (
    <Combobox<Option>
      id={id}
      value={location.city === '' ? null : { name: location.city, found: null }}
      onChange={(option) => changeLocation(option === null ? cleared : placeOf(option))}
      typed={open.typed}
      onTyped={open.onTyped}
      findExact={exactPlace}
      valueOfTyped={(name) => ({ name, found: null })}
      load={load}
      startText={t('cityStart')}
      keyOf={({ name, found }) => (found ? `${name} ${found.lat} ${found.lon}` : name)}
      labelOf={labelOf}
      renderOption={(option) => {
        const { name, found } = option;
        return found ? (
          <>
            {labelOf(option)}
            <span className="block text-small text-ink-2">
              {[
                found.province === name ? null : found.province,
                nameOf(found.country),
                t('people', { count: number(found.population) }),
              ]
                .filter(Boolean)
                .join(', ')}
            </span>
          </>
        ) : (
          t('asTyped', { name })
        );
      }}
    />
  );
}
