'use client';

import { useTranslations } from 'next-intl';
import { cityOfZone } from '@/db/model/places/time-zones';
import { placePrecisions } from '@/db/model/words';
import { useFormats } from '../../../_i18n/use-formats';
import { zoneOfPlace, zonesToChoose } from '../../../_i18n/zone-of-place';
import { Select } from '../../../_ui/inputs/select';
import { TextInput } from '../../../_ui/inputs/text-input';
import { CountryField } from '../fields/country-field';
import { PlaceCombobox } from '../fields/place-combobox';
import { FormField, useForm } from '../state/form-context';
import { CollapsibleSection } from './collapsible-section';

const paths = ['location'];

/** The location: filled from the mission, found in the gazetteer, or typed. */
export function PlaceSection() {
  const t = useTranslations('form.place');
  const { form, changeLocation } = useForm();
  const { location } = form;
  const summary = usePlaceSummary();
  // Typed coordinates are no longer those of the city.
  const ownPrecision = location.precision === 'city' ? null : location.precision;
  // Without a mission nothing fills it in, so the user must.
  const isNeeded = location.country === null && form.targets.length > 0;
  return (
    <CollapsibleSection title={t('title')} summary={summary} paths={paths} isForcedOpen={isNeeded}>
      <div className="grid gap-3 sm:grid-cols-2">
        <CountryField
          path="location.country"
          label={t('country')}
          value={location.country}
          onChange={(country) =>
            changeLocation({
              country,
              timeZone: zoneOfPlace(country, location.city || null),
              // Coordinates in the previous country do not apply to this one.
              ...(location.country !== null && country !== location.country && noPoint),
            })
          }
        />
        <FormField path="location.city" label={t('city')}>
          {(id) => <PlaceCombobox id={id} />}
        </FormField>
      </div>
      <p className="-mt-2 text-small text-ink-2">{t('credit')}</p>
      <FormField path="location.place" label={t('place')} hint={t('placeHint')}>
        {(id) => <TextInput id={id} value={location.place} onChange={(place) => changeLocation({ place })} />}
      </FormField>
      <div className="grid gap-3 sm:grid-cols-2">
        <FormField path="location.province" label={t('province')}>
          {(id) => (
            <TextInput
              id={id}
              value={location.province}
              onChange={(province) => changeLocation({ province })}
            />
          )}
        </FormField>
        <ZoneField />
        <FormField path="location.lat" label={t('lat')}>
          {(id) => (
            <TextInput
              id={id}
              inputMode="decimal"
              placeholder="34.4919"
              value={location.lat}
              onChange={(lat) =>
                changeLocation({ ...(coordinatesOf(lat) ?? { lat }), precision: ownPrecision })
              }
            />
          )}
        </FormField>
        <FormField path="location.lon" label={t('lon')}>
          {(id) => (
            <TextInput
              id={id}
              inputMode="decimal"
              placeholder="69.1412"
              value={location.lon}
              onChange={(lon) => changeLocation({ lon, precision: ownPrecision })}
            />
          )}
        </FormField>
        <PrecisionField />
      </div>
    </CollapsibleSection>
  );
}

const noPoint = { lat: '', lon: '', precision: null } as const;

/** "34.4919, 69.1412" pasted into the first field fills both fields. */
function coordinatesOf(text: string): { lat: string; lon: string } | null {
  const match = /^\s*(-?\d+(?:\.\d+)?)\s*[,;]\s+(-?\d+(?:\.\d+)?)\s*$/.exec(text);
  return match?.[1] && match[2] ? { lat: match[1], lon: match[2] } : null;
}

function usePlaceSummary(): string {
  const t = useTranslations('form.place');
  const { form, timeZone } = useForm();
  const { country: nameOf, city: cityOf } = useFormats();
  const { country, city, place } = form.location;
  if (country === null) return t('fromMission');
  const otherClock = form.location.timeZone && cityOfZone(timeZone) !== city;
  const zone = cityOf(cityOfZone(timeZone), country);
  const parts = [place, cityOf(city, country), nameOf(country), otherClock && t('zoneOf', { zone })];
  return parts.filter(Boolean).join(', ');
}

function ZoneField() {
  const t = useTranslations('form.place');
  const { form, changeLocation, timeZone } = useForm();
  const { city: cityOf } = useFormats();
  const { location } = form;
  const zones = zonesToChoose(location.country);
  const all = [...new Set([...zones, ...(location.timeZone ? [location.timeZone] : [])])];
  return (
    <FormField path="location.timeZone" label={t('zone')}>
      {(id) => (
        <Select
          id={id}
          placeholder={t('zoneUnknown', { zone: cityOf(cityOfZone(timeZone), null) })}
          choices={all.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
          value={location.timeZone}
          onChange={(chosen) => changeLocation({ timeZone: chosen })}
        />
      )}
    </FormField>
  );
}

function PrecisionField() {
  const t = useTranslations('form.place');
  const words = useTranslations('words.placePrecisions');
  const { form, changeLocation } = useForm();
  return (
    <FormField path="location.precision" label={t('precision')}>
      {(id) => (
        <Select
          id={id}
          placeholder={t('precisionFollows')}
          choices={placePrecisions.map((value) => ({ value, label: words(value) }))}
          value={form.location.precision}
          onChange={(precision) => changeLocation({ precision })}
        />
      )}
    </FormField>
  );
}
