'use client';

import { useRouter } from 'next/navigation';
import { useTimeZone, useTranslations } from 'next-intl';
import { visible } from '@/db/model/access/visible';
import { type Visit, visit, visitInput } from '@/db/model/reference';
import { tlps } from '@/db/model/words';
import { MomentField, TextField, useRecordField } from '../_records/_form/form-fields';
import { CityField, CountryField } from '../_records/_form/picked-fields';
import { RecordForm } from '../_records/_form/record-form';
import { useRecordForm } from '../_records/_form/use-record-form';
import { blankVisit, visitFormType } from '../_records/_form/visit-form-type';
import { pathOfVisit } from '../_records/paths';
import { useClearance, useViewerId } from '../_session/viewer';
import { FieldGroup } from '../_ui/inputs/field';
import { RadioList } from '../_ui/inputs/radio-list';
import { TlpLabel } from '../_ui/labels/tlp';
import { notify } from '../_ui/overlays/notices';
import { LegsFields } from './legs-fields';

/** Adds a visit, or changes one. */
export function VisitForm({ edited, title }: { edited: Visit | null; title: string }) {
  const t = useTranslations('profiles');
  const names = useTranslations('profiles.fields.visit');
  const router = useRouter();
  const timeZone = useTimeZone() ?? 'UTC';
  const form = useRecordForm({
    path: 'visits',
    initial: edited ? visitFormType.stateOf(edited, { timeZone, now: 0 }) : blankVisit,
    edited,
    form: visitFormType,
    schemas: { input: visitInput, answer: visit },
    onSaved({ id }) {
      notify(t(edited ? 'form.changed' : 'form.added'));
      router.push(pathOfVisit(id));
    },
  });
  const host = form.state.values.host ?? '';
  return (
    <RecordForm
      type="visit"
      title={title}
      saveLabel={edited ? t('form.saveChanges') : t('visits.add')}
      form={form}
      back={edited ? pathOfVisit(edited.id) : '/visits'}
    >
      <TextField path="title" label={names('title')} maxLength={200} />
      <div className="grid gap-4 sm:grid-cols-2">
        <CountryField
          path="country"
          label={names('country')}
          isDisabled={edited !== null}
          {...(edited && { hint: t('form.countryFixed') })}
        />
        <CountryField path="host" label={names('host')} />
        <CityField path="city" label={names('city')} country={host} />
        <TextField path="contact" label={names('contact')} maxLength={500} />
        <MomentField path="from" label={names('from')} />
        <MomentField path="to" label={names('to')} />
      </div>
      <LegsFields host={host} />
      <MarkingField />
    </RecordForm>
  );
}

/** The markings under which the user can still see the visit. */
function MarkingField() {
  const names = useTranslations('profiles.fields.visit');
  const words = useTranslations('words.tlps');
  const { id, value, set, error } = useRecordField('tlp');
  const who = { id: useViewerId(), clearance: useClearance() };
  const chosen = tlps.find((tlp) => tlp === value) ?? 'amber+strict';
  return (
    <div id={id} tabIndex={-1} className="outline-none">
      <FieldGroup label={names('tlp')} error={error}>
        <RadioList
          choices={tlps
            .filter((tlp) => visible(who, { tlp, recipients: [], createdBy: who.id }))
            .map((tlp) => ({ value: tlp, label: <TlpLabel tlp={tlp} />, meaning: words(`${tlp}.meaning`) }))}
          value={chosen}
          onChange={(tlp) => set(tlp)}
          labelClass="w-34"
        />
      </FieldGroup>
    </div>
  );
}
