'use client';

import { useTranslations } from 'next-intl';
import { LongTextField, MomentField, TextField, useRecordFormState } from '../_records/_form/form-fields';
import { CityField, CountryField } from '../_records/_form/picked-fields';
import { Button } from '../_ui/button';

const maxLegs = 50;

/** The programme of a visit: where the delegation is when. */
export function LegsFields({ host }: { host: string }) {
  const t = useTranslations('profiles.form.legs');
  const names = useTranslations('profiles.fields');
  const { state, setState } = useRecordFormState();
  const { legs } = state;

  function add(): void {
    const last = legs.at(-1);
    // The next leg usually begins where and when the last one ended.
    const leg = {
      from: last?.to ?? state.values.from ?? '',
      to: '',
      host: last?.host ?? '',
      city: last?.city ?? '',
    };
    setState((before) => ({ ...before, legs: [...before.legs, leg] }));
  }

  function remove(index: number): void {
    setState((before) => ({ ...before, legs: before.legs.filter((_, at) => at !== index) }));
  }

  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="float-start w-full font-medium">{names('visit.legs')}</legend>
      {legs.map((leg, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a leg has no id, only its place in the list.
        <fieldset key={index} className="grid min-w-0 gap-3 border-s-2 border-line ps-4 sm:grid-cols-2">
          <legend className="sr-only">{t('leg', { number: index + 1 })}</legend>
          <MomentField path={`legs.${index}.from`} label={names('leg.from')} />
          <MomentField path={`legs.${index}.to`} label={names('leg.to')} />
          <TextField path={`legs.${index}.place`} label={names('leg.place')} maxLength={200} />
          <CityField path={`legs.${index}.city`} label={names('leg.city')} country={leg.host || host} />
          <CountryField path={`legs.${index}.host`} label={names('leg.host')} isOptional />
          <LongTextField path={`legs.${index}.note`} label={names('leg.note')} rows={1} />
          <div>
            <Button size="small" onClick={() => remove(index)}>
              {t('remove', { number: index + 1 })}
            </Button>
          </div>
        </fieldset>
      ))}
      {legs.length < maxLegs && (
        <div>
          <Button onClick={add}>{t('add')}</Button>
        </div>
      )}
    </fieldset>
  );
}
