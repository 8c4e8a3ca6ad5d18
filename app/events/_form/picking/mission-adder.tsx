'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Mission } from '@/db/model/reference';
import { missionTypes } from '@/db/model/words';
import { useFormats, useTypeName } from '../../../_i18n/use-formats';
import { Field } from '../../../_ui/inputs/field';
import { Select } from '../../../_ui/inputs/select';
import { TextInput } from '../../../_ui/inputs/text-input';
import { createMission } from '../../_api/send';
import { CountryField } from '../fields/country-field';
import { findPlaces } from '../lookups';
import { idOf, useForm } from '../state/form-context';
import { randomKey } from '../state/form-state';
import { AdderActions } from './adder-actions';
import { type NewMission, readMission } from './new-mission';

type MissionAdderProps = {
  /** The text that was searched for. */
  query: string;
  /** Null if nothing was added. */
  onDone: (mission: Mission | null) => void;
};

/** Adds a mission to the register, where everyone can use it at once. Prefilled from the searched text. */
export function MissionAdder({ query, onDone }: MissionAdderProps) {
  const t = useTranslations('form.targets');
  const typeName = useTypeName();
  const { city: cityOf } = useFormats();
  const { form } = useForm();
  const [given, setGiven] = useState<NewMission>(() => {
    const read = readMission(query);
    return { ...read, host: read.host ?? form.location.country };
  });
  const [state, setState] = useState<'idle' | 'busy' | 'there' | 'failed'>('idle');
  const attempt = useRef({ body: '', key: '' });
  const change = (more: Partial<NewMission>) => setGiven((before) => ({ ...before, ...more }));
  const isWhole = given.sending !== null && given.host !== null;

  // The gazetteer gives the city's spelling and its country.
  const placed = useEffectEvent((typed: string, found: { name: string; country: NewMission['host'] }) =>
    setGiven((before) =>
      before.city === typed
        ? { ...before, city: cityOf(found.name, found.country), host: before.host ?? found.country }
        : before,
    ),
  );
  const [first] = useState(given);
  useEffect(() => {
    document.getElementById(idOf('targets.new.sending'))?.focus();
    if (first.city === '') return;
    const leaving = new AbortController();
    findPlaces(first.city, first.host, leaving.signal).then(
      ([found]) => found && placed(first.city, found),
      // The city stays as typed.
      () => {},
    );
    return () => leaving.abort();
  }, [first]);

  async function add(): Promise<void> {
    if (!isWhole) return;
    setState('busy');
    const body = JSON.stringify({ ...given, city: given.city.trim() || null });
    // Retrying after a lost answer must not add the mission twice.
    if (attempt.current.body !== body) attempt.current = { body, key: randomKey() };
    const made = await createMission(attempt.current);
    if (made.is === 'done') onDone(made.value);
    else setState(made.is === 'refused' && made.errors.length > 0 ? 'there' : 'failed');
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has its own frame and legend
    <div
      role="group"
      aria-label={t('newMission')}
      className="flex flex-col gap-3 rounded-control border border-edge bg-raise p-3"
      onKeyDown={(event) => {
        if (event.defaultPrevented || event.ctrlKey || event.metaKey) return;
        if (event.key === 'Escape') {
          event.stopPropagation();
          event.preventDefault();
          onDone(null);
        }
      }}
    >
      <div>
        <p className="font-medium">{t('newMission')}</p>
        <p className="text-small text-ink-2">{t('newMissionHint')}</p>
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <CountryField
          path="targets.new.sending"
          label={t('sending')}
          value={given.sending}
          onChange={(sending) => change({ sending })}
        />
        <Field label={t('missionType')}>
          <Select
            choices={missionTypes.map((value) => ({ value, label: typeName(value) }))}
            value={given.type}
            onChange={(type) => type && change({ type })}
          />
        </Field>
        <CountryField
          path="targets.new.host"
          label={t('host')}
          value={given.host}
          onChange={(host) => change({ host })}
        />
        <Field label={t('city')}>
          <TextInput value={given.city} maxLength={120} onChange={(city) => change({ city })} />
        </Field>
      </div>
      <AdderActions
        trouble={state === 'failed' ? t('missionFailed') : state === 'there' ? t('missionThere') : null}
        label={t('addMission')}
        isBusy={state === 'busy'}
        isDisabled={!isWhole}
        onAdd={() => void add()}
        onCancel={() => onDone(null)}
      />
    </div>
  );
}
