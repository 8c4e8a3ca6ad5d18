'use client';

import { useLocale } from 'next-intl';
import type { Country } from '@/db/model/places/countries';
import { countryCodes } from '@/db/model/places/countries';
import { findCountryMentions } from '@/db/model/places/country-mentions';
import { useFormats } from '../../../_i18n/use-formats';
import { Combobox } from '../../../_ui/inputs/combobox/combobox';
import { Flag } from '../../../_ui/labels/flag';
import { countriesNamedIn } from '../country-search';
import { FormField, usePendingText } from '../state/form-context';

type CountryFieldProps = {
  path: string;
  label: string;
  hint?: string;
  /** The key of the field's typed text, if it is not the path. */
  openField?: string;
  value: Country | null;
  onChange: (country: Country | null) => void;
};

/** Picks a country by its name in any of the three languages. */
export function CountryField({ path, label, hint, openField, value, onChange }: CountryFieldProps) {
  const { country: nameOf } = useFormats();
  const locale = useLocale();
  const open = usePendingText(openField ?? path, path);
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
          {...open}
          findExact={exactCountry}
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

/** The only country found, or the only one with exactly this name. */
function exactCountry(found: readonly Country[], typed: string): Country | null {
  const { countries: called, rest } = findCountryMentions(typed);
  const meant = called.length === 1 && rest.length === 0 ? called : found;
  return meant.length === 1 ? (meant[0] ?? null) : null;
}
