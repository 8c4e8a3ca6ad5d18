'use client';

import { useTranslations } from 'next-intl';
import { phases } from '@/db/model/words';
import { Checkbox } from '../../../_ui/inputs/checkbox';
import { Segmented } from '../../../_ui/inputs/segmented';
import { Select } from '../../../_ui/inputs/select';
import { TextInput } from '../../../_ui/inputs/text-input';
import { Textarea } from '../../../_ui/inputs/textarea';
import { TimeField } from '../fields/time-field';
import { FormField, FormGroup, useForm } from '../state/form-context';
import type { CountName } from '../state/form-state';

/** The phase. An ongoing incident puts its targets under attack on every board. */
export function PhaseField() {
  const t = useTranslations('form.incident');
  const words = useTranslations('words.phases');
  const { form, changeIncident } = useForm();
  const { incident } = form;
  if (!incident) return null;
  return (
    <FormGroup path="incident.phase" label={t('phase')} hint={t('phaseHint')}>
      <Segmented
        value={incident.phase}
        onChange={(phase) => phase && changeIncident({ phase })}
        choices={phases.map((value) => ({ value, label: words(value) }))}
      />
    </FormGroup>
  );
}

/** Always shown, before the phase: if it appeared only for "over", the tab order would change. */
export function EndedField() {
  const t = useTranslations('form.incident');
  const { form, changeIncident } = useForm();
  if (!form.incident) return null;
  return (
    <TimeField
      path="incident.endedAt"
      label={t('endedAt')}
      hint={t('endedHint')}
      placeholder={t('endedPlaceholder')}
      value={form.incident.endedAt}
      onChange={(endedAt) => changeIncident({ endedAt })}
    />
  );
}

function CountField({ name }: { name: CountName }) {
  const t = useTranslations('form.incident');
  const { form, changeIncident } = useForm();
  return (
    <FormField path={`incident.${name}`} label={t(`counts.${name}`)}>
      {(id) => (
        <TextInput
          id={id}
          inputMode="numeric"
          autoComplete="off"
          placeholder="–"
          value={form.incident?.[name] ?? ''}
          onChange={(typed) => changeIncident({ [name]: typed })}
        />
      )}
    </FormField>
  );
}

/** The main casualty figures; those of staff, attackers and hostages are in MoreCounts. */
export function CasualtiesField() {
  const t = useTranslations('form.incident');
  return (
    <FormGroup path="incident" label={t('casualties')} hint={t('countHint')}>
      <div className="grid grid-cols-2 gap-3">
        <CountField name="killed" />
        <CountField name="wounded" />
      </div>
    </FormGroup>
  );
}

export function MoreCounts() {
  const t = useTranslations('form.incident');
  return (
    <>
      <p className="text-small text-ink-2">{t('staffHint')}</p>
      <div className="grid grid-cols-2 gap-3">
        <CountField name="staffKilled" />
        <CountField name="staffWounded" />
        <CountField name="attackersKilled" />
        <CountField name="hostages" />
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <YesNo name="suicide" />
        <YesNo name="success" />
      </div>
    </>
  );
}

const yesNo = { yes: true, no: false } as const;

function YesNo({ name }: { name: 'suicide' | 'success' }) {
  const t = useTranslations('form.incident');
  const { form, changeIncident } = useForm();
  const value = form.incident?.[name] ?? null;
  return (
    <FormField path={`incident.${name}`} label={t(name)}>
      {(id) => (
        <Select
          id={id}
          placeholder={t('notKnown')}
          choices={[
            { value: 'yes', label: t('yes') },
            { value: 'no', label: t('no') },
          ]}
          value={value === null ? null : value ? 'yes' : 'no'}
          onChange={(answer: 'yes' | 'no' | null) => changeIncident({ [name]: answer && yesNo[answer] })}
        />
      )}
    </FormField>
  );
}

export function ClaimFields() {
  const t = useTranslations('form.incident');
  const { form, changeIncident } = useForm();
  if (!form.incident) return null;
  const { claim } = form.incident;
  const change = (more: Partial<typeof claim>) => changeIncident({ claim: { ...claim, ...more } });
  return (
    <>
      <Checkbox isChecked={claim.isClaimed} onChange={(isClaimed) => change({ isClaimed })}>
        {t('claimed')}
      </Checkbox>
      {claim.isClaimed && (
        <>
          <TimeField
            path="incident.claim.on"
            label={t('claimOn')}
            accepts="day"
            value={claim.on}
            onChange={(on) => change({ on })}
          />
          <FormField path="incident.claim.channel" label={t('claimChannel')} hint={t('claimChannelHint')}>
            {(id) => <TextInput id={id} value={claim.channel} onChange={(channel) => change({ channel })} />}
          </FormField>
          <FormField path="incident.claim.quote" label={t('claimQuote')}>
            {(id) => <Textarea id={id} value={claim.quote} onChange={(quote) => change({ quote })} />}
          </FormField>
        </>
      )}
    </>
  );
}
