'use client';

import { useTranslations } from 'next-intl';
import {
  attackTypes,
  certainties,
  confidences,
  likelihoods,
  threatStatuses,
  verifications,
  weaponTypes,
} from '@/db/model/words';
import { useFormats } from '../../../_i18n/use-formats';
import { MultiCombobox } from '../../../_ui/inputs/combobox/multi-combobox';
import { Select } from '../../../_ui/inputs/select';
import { TextInput } from '../../../_ui/inputs/text-input';
import { FormField, useForm, usePendingText } from '../state/form-context';
import { CollapsibleSection } from './collapsible-section';
import { ClaimFields, MoreCounts } from './incident-sections';

const howPaths = ['attackTypes', 'weaponTypes'];

/** Attack and weapon types of the codebook. */
export function HowSection() {
  const t = useTranslations('form.how');
  const words = useTranslations('words');
  const { form, change } = useForm();
  const attack = usePendingText('attackTypes');
  const weapon = usePendingText('weaponTypes');
  const chosen = [
    ...form.attackTypes.map((one) => words(`attackTypes.${one}`)),
    ...form.weaponTypes.map((one) => words(`weaponTypes.${one}`)),
  ];
  return (
    <CollapsibleSection title={t('title')} summary={chosen.join(', ') || t('none')} paths={howPaths}>
      <FormField path="attackTypes" label={t('attack')}>
        {(id) => (
          <MultiCombobox
            id={id}
            options={attackTypes}
            {...attack}
            values={form.attackTypes}
            onChange={(values) => change({ attackTypes: values })}
            keyOf={(one) => one}
            labelOf={(one) => words(`attackTypes.${one}`)}
          />
        )}
      </FormField>
      <FormField path="weaponTypes" label={t('weapons')}>
        {(id) => (
          <MultiCombobox
            id={id}
            options={weaponTypes}
            {...weapon}
            values={form.weaponTypes}
            onChange={(values) => change({ weaponTypes: values })}
            keyOf={(one) => one}
            labelOf={(one) => words(`weaponTypes.${one}`)}
          />
        )}
      </FormField>
    </CollapsibleSection>
  );
}

const harmPaths = [
  'incident.staffKilled',
  'incident.staffWounded',
  'incident.attackersKilled',
  'incident.hostages',
  'incident.suicide',
  'incident.success',
  'incident.claim',
];

/** Further casualties of an incident, and its claim. */
export function HarmSection() {
  const t = useTranslations('form.incident');
  const { form } = useForm();
  if (!form.incident) return null;
  const { incident } = form;
  const counts = (['staffKilled', 'staffWounded', 'attackersKilled', 'hostages'] as const)
    .filter((name) => incident[name].trim() !== '')
    .map((name) => `${t(`counts.${name}`)} ${incident[name]}`);
  const summary = [...counts, incident.claim.isClaimed && t('claimed')].filter(Boolean).join(', ');
  return (
    <CollapsibleSection title={t('more')} summary={summary || t('moreNone')} paths={harmPaths}>
      <MoreCounts />
      <ClaimFields />
    </CollapsibleSection>
  );
}

const assessmentPaths = [
  'verification',
  'threat.certainty',
  'threat.likelihood',
  'threat.confidence',
  'threat.status',
  'threat.statusReason',
];

/** Verification; for a threat also likelihood, confidence and, when editing, the status. */
export function AssessmentSection() {
  const t = useTranslations('form.assessment');
  const words = useTranslations('words');
  const { form, change } = useForm();
  const { list } = useFormats();
  const parts = [
    words(`verifications.${form.verification}.word`),
    form.threat?.likelihood && words(`likelihoods.${form.threat.likelihood}.word`),
    form.threat?.confidence && words(`confidences.${form.threat.confidence}`),
  ].flatMap((one) => one || []);
  return (
    <CollapsibleSection title={t('title')} summary={list(parts)} paths={assessmentPaths}>
      <FormField
        path="verification"
        label={t('verification')}
        hint={words(`verifications.${form.verification}.meaning`)}
      >
        {(id) => (
          <Select
            id={id}
            choices={verifications.map((value) => ({ value, label: words(`verifications.${value}.word`) }))}
            value={form.verification}
            onChange={(verification) => verification && change({ verification })}
          />
        )}
      </FormField>
      {form.threat && <ThreatAssessment />}
    </CollapsibleSection>
  );
}

function ThreatAssessment() {
  const t = useTranslations('form.assessment');
  const words = useTranslations('words');
  const { form, changeThreat, isEdit } = useForm();
  if (!form.threat) return null;
  const { threat } = form;
  return (
    <>
      <FormField path="threat.likelihood" label={t('likelihood')}>
        {(id) => (
          <Select
            id={id}
            placeholder={t('notSaid')}
            choices={likelihoods.map((value) => ({
              value,
              label: `${words(`likelihoods.${value}.word`)} (${words(`likelihoods.${value}.range`)})`,
            }))}
            value={threat.likelihood}
            // Certainty is derived from likelihood.
            onChange={(likelihood) => changeThreat({ likelihood, ...(likelihood && { certainty: null }) })}
          />
        )}
      </FormField>
      <div className="grid gap-3 sm:grid-cols-2">
        {/* Only for a record with neither likelihood nor confidence: beside them it would be a second scale for one
            judgement. */}
        {threat.certainty && !threat.likelihood && !threat.confidence && (
          <FormField path="threat.certainty" label={t('certainty')}>
            {(id) => (
              <Select
                id={id}
                placeholder={t('follows')}
                choices={certainties.map((value) => ({ value, label: words(`certainties.${value}`) }))}
                value={threat.certainty}
                onChange={(certainty) => changeThreat({ certainty })}
              />
            )}
          </FormField>
        )}
        <FormField path="threat.confidence" label={t('confidence')}>
          {(id) => (
            <Select
              id={id}
              placeholder={t('notSaid')}
              choices={confidences.map((value) => ({ value, label: words(`confidences.${value}`) }))}
              value={threat.confidence}
              onChange={(confidence) => changeThreat({ confidence })}
            />
          )}
        </FormField>
      </div>
      {isEdit && (
        <div className="grid gap-3 sm:grid-cols-2">
          <FormField path="threat.status" label={t('status')}>
            {(id) => (
              <Select
                id={id}
                choices={threatStatuses.map((value) => ({ value, label: words(`threatStatuses.${value}`) }))}
                value={threat.status}
                onChange={(status) => status && changeThreat({ status })}
              />
            )}
          </FormField>
          <FormField path="threat.statusReason" label={t('statusReason')}>
            {(id) => (
              <TextInput
                id={id}
                value={threat.statusReason}
                onChange={(statusReason) => changeThreat({ statusReason })}
              />
            )}
          </FormField>
        </div>
      )}
    </>
  );
}
