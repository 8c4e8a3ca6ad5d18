'use client';

import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState, useTransition } from 'react';
import { Field } from '../_ui/inputs/field';
import { Select } from '../_ui/inputs/select';
import { TextInput } from '../_ui/inputs/text-input';

type Choice = { value: string; label: string };
/** A filter of the list by its name in the address, with the values to choose from. */
export type ListChoice = { name: string; label: string; choices: readonly Choice[] };

const pauseMillis = 250;

/** Searches and filters a list; the address keeps what is chosen. */
export function ListFilter({
  placeholder,
  choices,
}: {
  placeholder: string;
  choices: readonly ListChoice[];
}) {
  const t = useTranslations('profiles.list');
  const router = useRouter();
  const path = usePathname();
  const search = useSearchParams();
  const [isPending, start] = useTransition();
  const wanted = search.get('q') ?? '';
  const [typed, setTyped] = useState(wanted);
  const [known, setKnown] = useState(wanted);
  // Back and forward change the address without typing.
  if (known !== wanted) {
    setKnown(wanted);
    setTyped(wanted);
  }
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  function show(name: string, value: string | null): void {
    const next = new URLSearchParams(search);
    next.delete('page');
    if (value) next.set(name, value);
    else next.delete(name);
    const query = next.toString();
    start(() => router.replace(query === '' ? path : `${path}?${query}`, { scroll: false }));
  }

  return (
    <search
      aria-busy={isPending || undefined}
      data-print="no"
      className="flex flex-wrap items-end gap-x-3 gap-y-2.5"
    >
      <Field label={t('search')} className="flex min-w-56 grow flex-col gap-1 sm:max-w-md">
        <TextInput
          type="search"
          value={typed}
          placeholder={placeholder}
          maxLength={200}
          autoComplete="off"
          onChange={(text) => {
            setTyped(text);
            clearTimeout(timer.current);
            timer.current = setTimeout(() => {
              setKnown(text.trim());
              show('q', text.trim());
            }, pauseMillis);
          }}
        />
      </Field>
      {choices.map(({ name, label, choices: values }) => (
        <Field key={name} label={label} className="flex min-w-36 flex-col gap-1 max-sm:grow">
          <Select
            choices={values}
            value={values.find(({ value }) => value === search.get(name))?.value ?? null}
            placeholder={t('any')}
            onChange={(value) => show(name, value)}
          />
        </Field>
      ))}
    </search>
  );
}
