'use client';

import { useRouter } from 'next/navigation';
import { useTimeZone, useTranslations } from 'next-intl';
import { type Mission, mission, missionInput } from '@/db/model/reference';
import { missionStatuses, missionTypes } from '@/db/model/words';
import { useTypeName } from '../_i18n/use-formats';
import { LongTextField, MomentField, SelectField, TextField } from '../_records/_form/form-fields';
import { blankMission, missionFormType } from '../_records/_form/mission-form-type';
import { CityField, CountryField } from '../_records/_form/picked-fields';
import { RecordForm } from '../_records/_form/record-form';
import { useRecordForm } from '../_records/_form/use-record-form';
import { pathOfMission } from '../_records/paths';
import { notify } from '../_ui/overlays/notices';

/** Adds a mission to the register, or changes one. */
export function MissionForm({ edited, title }: { edited: Mission | null; title: string }) {
  const t = useTranslations('profiles');
  const names = useTranslations('profiles.fields.mission');
  const words = useTranslations('words');
  const typeName = useTypeName();
  const router = useRouter();
  const timeZone = useTimeZone() ?? 'UTC';
  const form = useRecordForm({
    path: 'missions',
    initial: edited ? missionFormType.stateOf(edited, { timeZone, now: 0 }) : blankMission,
    edited,
    form: missionFormType,
    schemas: { input: missionInput, answer: mission },
    onSaved({ id }) {
      notify(t(edited ? 'form.changed' : 'form.added'));
      router.push(pathOfMission(id));
    },
  });
  const { state, setState } = form;
  return (
    <RecordForm
      type="mission"
      title={title}
      saveLabel={edited ? t('form.saveChanges') : t('missions.add')}
      form={form}
      back={edited ? pathOfMission(edited.id) : '/missions'}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <CountryField
          path="sending"
          label={names('sending')}
          isDisabled={edited !== null}
          {...(edited && { hint: t('form.sendingFixed') })}
        />
        <CountryField path="host" label={names('host')} />
        <SelectField
          path="type"
          label={names('type')}
          choices={missionTypes.map((value) => ({ value: String(value), label: typeName(value) }))}
        />
        <CityField
          path="city"
          label={names('city')}
          country={state.values.host ?? ''}
          onPlace={({ lat, lon }) =>
            setState((before) => ({
              ...before,
              values: { ...before.values, lat: String(lat), lon: String(lon) },
            }))
          }
        />
        <SelectField
          path="status"
          label={names('status')}
          choices={missionStatuses.map((value) => ({
            value: String(value),
            label: words(`missionStatuses.${value}`),
          }))}
        />
        <MomentField path="statusSince" label={names('statusSince')} direction="past" />
        <TextField path="name" label={names('name')} maxLength={200} />
        <TextField path="metro" label={names('metro')} maxLength={120} />
        <TextField path="lat" label={names('lat')} />
        <TextField path="lon" label={names('lon')} />
        <LongTextField path="aliases" label={names('aliases')} hint={t('form.onePerLine')} />
        <TextField path="wikidata" label={names('wikidata')} hint={t('form.wikidata')} />
      </div>
    </RecordForm>
  );
}
