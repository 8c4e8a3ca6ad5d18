'use client';

import { useTranslations } from 'next-intl';
import { visible } from '@/db/model/access/visible';
import { type Tlp, tlps } from '@/db/model/words';
import { RadioList } from '../../../_ui/inputs/radio-list';
import { TlpLabel } from '../../../_ui/labels/tlp';
import { FormGroup, useForm } from '../state/form-context';

/** The markings under which the user can still see the record, with their meanings from FIRST TLP 2.0. */
export function TlpField() {
  const t = useTranslations('form.marking');
  const words = useTranslations('words.tlps');
  const { form, change, who, createdBy } = useForm();
  const isOwn = createdBy === null || createdBy === who.id;

  function choose(tlp: Tlp): void {
    // Users who mark another user's record red become recipients; otherwise they would lose access.
    const named = tlp === 'red' ? new Set([...form.recipients, ...(isOwn ? [] : [who.id])]) : [];
    change({ tlp, recipients: [...named] });
  }

  return (
    <FormGroup path="tlp" label={t('tlp')}>
      <RadioList
        choices={tlps
          .filter((tlp) => visible(who, { tlp, recipients: [], createdBy: who.id }))
          .map((value) => ({
            value,
            label: <TlpLabel tlp={value} />,
            meaning: words(`${value}.meaning`),
          }))}
        value={form.tlp}
        onChange={choose}
        labelClass="w-34"
      />
    </FormGroup>
  );
}
