'use client';

import { useTranslations } from 'next-intl';
import { useNow } from '../../_i18n/now';
import { TimeField } from './fields/time-field';
import { ActorsSection } from './sections/actors-section';
import { AssessmentSection, HarmSection, HowSection } from './sections/detail-sections';
import { CasualtiesField, EndedField, PhaseField } from './sections/incident-sections';
import { LinksSection } from './sections/links-section';
import { MarkingSection } from './sections/marking-section';
import { PlaceSection } from './sections/place-section';
import { SourcesSection } from './sections/sources-section';
import { TargetsSection } from './sections/targets-section';
import { ValiditySection } from './sections/validity-section';
import { SeverityField, UrgencyField, WhatSection } from './sections/what-section';
import { useForm } from './state/form-context';

/** The fields in one column, in the order of a report. */
export function FormBody() {
  const { form } = useForm();
  const isThreat = form.kind === 'threat';
  return (
    <div className="flex flex-col gap-6">
      <TargetsSection />
      <WhatSection />
      {isThreat ? (
        <>
          <SeverityField />
          <UrgencyField />
        </>
      ) : (
        <>
          <WhenField />
          <EndedField />
          <PhaseField />
          <CasualtiesField />
          <SeverityField />
        </>
      )}
      <ActorsSection />
      <SourcesSection />
      <div className="border-b border-line">
        <PlaceSection />
        {isThreat && <ValiditySection />}
        {!isThreat && <HarmSection />}
        <HowSection />
        <AssessmentSection />
        <LinksSection />
        <MarkingSection />
      </div>
    </div>
  );
}

function WhenField() {
  const t = useTranslations('form.when');
  const { form, change } = useForm();
  const now = useNow().getTime();
  return (
    <TimeField
      path="at"
      label={t('at')}
      hint={t('hint')}
      placeholder={t('placeholder')}
      accepts="vague"
      value={form.at}
      onChange={(at) => change({ at })}
      defaultMillis={now}
    />
  );
}
