'use client';

import { useLocale } from 'next-intl';
import type { Country } from '@/db/model/countries';
import { countryCodes } from '@/db/model/countries';
import { useFormats } from '../../_i18n/use-formats';
import { Combobox } from '../../_ui/combobox';
import { Flag } from '../../_ui/flag';
import { countriesNamedIn } from './country-search';
import { FormField } from './form-context';

type CountryFieldProps = {
  path: string;
  label: string;
  hint?: string;
  value: Country | null;
  onChange: (country: Country | null) => void;
};

/** A country by its name in any of the three languages. */
export function CountryField({ path, label, hint, value, onChange }: CountryFieldProps) {
  const { country: nameOf } = useFormats();
  const locale = useLocale();
  const load = async (typed: string) =>
    typed.trim() === ''
      ? [...countryCodes].sort((a, b) => nameOf(a).localeCompare(nameOf(b), locale))
      : countriesNamedIn(typed);
  return (
    <FormField path={path} label={label} hint={hint}>
      {(id) => (
        <Combobox<Country>
          id={id}
          value={value}
          onChange={onChange}
          load={load}
          keyOf={(code) => code}
          labelOf={nameOf}
          renderOption={(code) => (
            <span className="flex items-center gap-3">
              <Flag country={code} />
              {nameOf(code)}
            </span>
          )}
        />
      )}
    </FormField>
  );
}
