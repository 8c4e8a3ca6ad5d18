'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { countryCodes } from '@/db/model/places/countries';
import type { Actor, Place } from '@/db/model/reference';
import { fold } from '@/db/model/values/fold';
import { useFormats } from '../../_i18n/use-formats';
import { Combobox } from '../../_ui/inputs/combobox/combobox';
import { Field } from '../../_ui/inputs/field';
import { findActors, findPlaces } from '../../events/_form/lookups';
import { SelectField, useRecordField } from './form-fields';

type PickedFieldProps = { path: string; label: string; hint?: string };

/** A country by its name in the reader's language. */
export function CountryField({
  isOptional,
  ...field
}: PickedFieldProps & { isDisabled?: boolean; isOptional?: boolean }) {
  const t = useTranslations('profiles.form');
  const locale = useLocale();
  const { country } = useFormats();
  const choices = useMemo(
    () =>
      countryCodes
        .map((value) => ({ value: String(value), label: country(value) }))
        .sort((a, b) => a.label.localeCompare(b.label, locale)),
    [country, locale],
  );
  return <SelectField {...field} choices={choices} placeholder={isOptional ? t('asVisit') : t('choose')} />;
}

type CityOption = { name: string; found: Place | null };

type CityFieldProps = PickedFieldProps & {
  /** The country whose cities are offered; empty if it is not chosen yet. */
  country: string;
  /** Takes the place in the gazetteer that was chosen. */
  onPlace?: (place: Place) => void;
};

/** A city of the gazetteer, or a name as typed. */
export function CityField({ path, country, onPlace, ...field }: CityFieldProps) {
  const t = useTranslations('form.place');
  const { city: cityOf, number } = useFormats();
  const { id, value, set, error } = useRecordField(path);
  const [typed, setTyped] = useState('');
  const labelOf = ({ name }: CityOption) => cityOf(name, country || null);

  async function load(text: string, signal: AbortSignal): Promise<CityOption[]> {
    const query = text.trim();
    if (query === '') return [];
    const found = await findPlaces(query, country || null, signal);
    const options = found.map((place) => ({ name: place.name, found: place }));
    return options.some((one) => fold(labelOf(one)) === fold(query))
      ? options
      : [...options, { name: query, found: null }];
  }

  return (
    <Field {...field} error={error}>
      <Combobox<CityOption>
        id={id}
        value={value === '' ? null : { name: value, found: null }}
        onChange={(option) => {
          set(option?.name ?? '');
          if (option?.found) onPlace?.(option.found);
        }}
        typed={typed}
        onTyped={(text) => {
          setTyped(text);
          // What is typed counts, also if it is saved before it is chosen.
          if (text !== '') set(text);
        }}
        findExact={(options, text) =>
          options.find(
            (one) => one.found && [one.name, labelOf(one)].some((name) => fold(name) === fold(text)),
          ) ?? null
        }
        valueOfTyped={(name) => ({ name, found: null })}
        load={load}
        startText={t('cityStart')}
        keyOf={({ name, found }) => (found ? `${name} ${found.lat} ${found.lon}` : name)}
        labelOf={labelOf}
        renderOption={(option) =>
          option.found ? (
            <>
              {labelOf(option)}
              <span className="block text-small text-ink-2">
                {[option.found.province, t('people', { count: number(option.found.population) })]
                  .filter(Boolean)
                  .join(', ')}
              </span>
            </>
          ) : (
            t('asTyped', { name: option.name })
          )
        }
      />
    </Field>
  );
}

type ParentOption = Pick<Actor, 'id' | 'name'>;

/** The actor that this one is a part of; an actor cannot be a part of itself. */
export function ParentField({
  own,
  names,
  ...field
}: PickedFieldProps & {
  own: string | null;
  /** Names of actors by id, as far as the page knows them. */
  names: Readonly<Record<string, string>>;
}) {
  const t = useTranslations('profiles.form');
  const { id, value, set, error } = useRecordField(field.path);
  const typed = useRecordField('parentTyped');
  const name = useRecordField('parentName');
  const known = name.value || names[value] || value;
  return (
    <Field label={field.label} {...(field.hint && { hint: field.hint })} error={error}>
      <Combobox<ParentOption>
        id={id}
        value={value === '' ? null : { id: value, name: known }}
        onChange={(option) => set(option?.id ?? '', { parentName: option?.name ?? '', parentTyped: '' })}
        typed={typed.value}
        onTyped={(text) => typed.set(text)}
        findExact={(options, text) => options.find((one) => fold(one.name) === fold(text)) ?? null}
        load={async (text, signal) => (await findActors(text.trim(), signal)).filter((one) => one.id !== own)}
        startText={t('parentStart')}
        keyOf={(one) => one.id}
        labelOf={(one) => one.name}
        renderOption={(one) => one.name}
      />
    </Field>
  );
}
