'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { accountedFor, isDiplomatic, targetOutcomes, targetTypes } from '@/db/model/words';
import { useFormats, useMissionName, useTypeChoiceName, useTypeName } from '../../../_i18n/use-formats';
import { Button, IconButton } from '../../../_ui/button';
import { Select } from '../../../_ui/inputs/select';
import { TextInput } from '../../../_ui/inputs/text-input';
import { Flag } from '../../../_ui/labels/flag';
import { TlpLabel } from '../../../_ui/labels/tlp';
import { countryOfTarget } from '../picking/pending-texts';
import { FormField, idOf, useForm, useProblemMessage } from '../state/form-context';
import type { TargetFields } from '../state/form-state';
import { CountryField } from './country-field';

type TargetRowProps = {
  index: number;
  target: TargetFields;
  onChange: (target: TargetFields) => void;
  onRemove: () => void;
};

/** One target: what it is, a note, and when editing its outcome. */
export function TargetRow({ index, target, onChange, onRemove }: TargetRowProps) {
  const t = useTranslations('form.targets');
  const name = useTargetLabel()(target);
  const path = `targets.${index}`;
  const isFixed = target.mission !== null || target.visit !== null;
  const [hasNote, setNote] = useState(target.note !== '');
  return (
    <li
      id={idOf(path)}
      tabIndex={-1}
      className="flex flex-col gap-3 rounded-control border border-line bg-sheet p-3 outline-none"
    >
      <div className="flex items-start gap-3">
        {target.country && <Flag country={target.country} size="large" className="mt-0.5" />}
        <div className="min-w-0 grow">
          <p className="font-medium">{name}</p>
          <TargetAbout target={target} />
          <RowProblems path={path} isFixed={isFixed} />
        </div>
        {!hasNote && (
          <Button size="small" variant="quiet" onClick={() => setNote(true)}>
            {t('addNote')}
          </Button>
        )}
        <IconButton
          data-remove={target.key}
          size="small"
          label={t('remove', { name })}
          icon={<X aria-hidden className="size-4" />}
          onClick={onRemove}
        />
      </div>
      {!isFixed && (
        <div className="grid gap-3 sm:grid-cols-2">
          <CountryField
            path={`${path}.country`}
            label={t('country')}
            openField={countryOfTarget(target.key)}
            value={target.country}
            onChange={(country) => onChange({ ...target, country })}
          />
          <FormField
            path={`${path}.type`}
            label={t('type')}
            hint={isDiplomatic(target.type) ? undefined : t('notUnderThreat')}
          >
            {(id) => (
              <TypeSelect id={id} value={target.type} onChange={(type) => onChange({ ...target, type })} />
            )}
          </FormField>
        </div>
      )}
      {hasNote && (
        <FormField path={`${path}.note`} label={t('note')}>
          {(id) => (
            <TextInput
              id={id}
              value={target.note}
              placeholder={t('noteExample')}
              onChange={(note) => onChange({ ...target, note })}
            />
          )}
        </FormField>
      )}
      <TargetState path={path} target={target} onChange={onChange} />
    </li>
  );
}

function TypeSelect({
  id,
  value,
  onChange,
}: {
  id: string;
  value: TargetFields['type'];
  onChange: (type: TargetFields['type']) => void;
}) {
  const typeName = useTypeChoiceName();
  return (
    <Select
      id={id}
      choices={targetTypes.map((type) => ({ value: type, label: typeName(type) }))}
      value={value}
      onChange={(type) => type && onChange(type)}
    />
  );
}

/** The metropolitan area, the host country and the status of the mission. */
function TargetAbout({ target }: { target: TargetFields }) {
  const words = useTranslations('words.missionStatuses');
  const { country: nameOf, city: cityOf } = useFormats();
  const { mission, visit } = target;
  const about = mission
    ? [
        mission.metro !== mission.city && mission.metro && cityOf(mission.metro, mission.host),
        nameOf(mission.host),
        mission.status && words(mission.status),
      ]
    : [visit?.title, visit && nameOf(visit.host)];
  const line = about.filter(Boolean).join(', ');
  return line === '' ? null : (
    <p className="text-small text-ink-2">
      {line} {visit?.tlp && <TlpLabel tlp={visit.tlp} />}
    </p>
  );
}

/** Problems of the target as a whole, and of fields that cannot be edited. */
function RowProblems({ path, isFixed }: { path: string; isFixed: boolean }) {
  const { problems } = useForm();
  const words = useProblemMessage();
  const own = isFixed ? ['', '.missionId', '.visitId', '.country', '.type'] : ['', '.missionId', '.visitId'];
  const found = problems.filter((one) => own.some((end) => one.path === `${path}${end}`));
  return found.map((one) => (
    <p key={one.path} className="text-small font-medium text-amber">
      {words(one)}
    </p>
  ));
}

function TargetState({
  path,
  target,
  onChange,
}: Pick<TargetRowProps, 'target' | 'onChange'> & { path: string }) {
  const t = useTranslations('form.targets');
  const words = useTranslations('words');
  const { form, isEdit } = useForm();
  if (!isEdit || (form.kind === 'incident' && !isDiplomatic(target.type))) return null;
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {form.kind === 'threat' && (
        <FormField path={`${path}.outcome`} label={t('outcome')}>
          {(id) => (
            <Select
              id={id}
              placeholder={t('noOutcome')}
              choices={targetOutcomes.map((value) => ({ value, label: words(`targetOutcomes.${value}`) }))}
              value={target.outcome}
              onChange={(outcome) => onChange({ ...target, outcome })}
            />
          )}
        </FormField>
      )}
      {isDiplomatic(target.type) && (
        <FormField path={`${path}.accountedFor`} label={t('people')}>
          {(id) => (
            <Select
              id={id}
              placeholder={t('peopleNotSaid')}
              choices={accountedFor.map((value) => ({ value, label: words(`accountedFor.${value}`) }))}
              value={target.accountedFor}
              onChange={(people) => onChange({ ...target, accountedFor: people })}
            />
          )}
        </FormField>
      )}
    </div>
  );
}

/**
 * "Embassy — Russia, Kabul", "Delegation — China", "China — country only"; a placeholder while the country is not
 * chosen.
 */
function useTargetLabel(): (target: TargetFields) => string {
  const t = useTranslations('form.targets');
  const tc = useTranslations('common');
  const missionName = useMissionName();
  const typeName = useTypeName();
  const { country: nameOf } = useFormats();
  const { form } = useForm();
  return ({ mission, visit, country, type }) => {
    if (mission) return missionName({ ...mission, country: mission.sending });
    if (country === null) return t('unnamed');
    if (type === 'all-missions') {
      const host = form.location.country;
      return [`${typeName(type)} — ${nameOf(country)}`, host && nameOf(host)].filter(Boolean).join(', ');
    }
    if (type === 'diplomat' && visit === null) return tc('countryOnlyOf', { country: nameOf(country) });
    return `${typeName(type)} — ${nameOf(country)}`;
  };
}
