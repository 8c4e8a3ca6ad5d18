'use client';

import { useTranslations } from 'next-intl';
import { useNow } from '../../_i18n/now';
import { ActorsSection } from './actors-section';
import { AssessmentSection, HarmSection, HowSection } from './folded-sections';
import { useForm } from './form-context';
import { CasualtiesField, EndedField, PhaseField } from './incident-sections';
import { LinksSection } from './links-section';
import { MarkingSection } from './marking-section';
import { PlaceSection } from './place-section';
import { SourcesSection } from './sources-section';
import { TargetsSection } from './targets-section';
import { TimeField } from './time-field';
import { ValiditySection } from './validity-section';
import { SeverityField, UrgencyField, WhatSection } from './what-section';

/** One column, in the order in which a report is read. */
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
      takes="vague"
      value={form.at}
      onChange={(at) => change({ at })}
      unlessTyped={now}
    />
  );
}
