'use client';

import { useTranslations } from 'next-intl';
import { type Role, roles, type Tlp, tlps } from '@/db/model/words';
import { FieldGroup } from '../../_ui/inputs/field';
import { RadioList } from '../../_ui/inputs/radio-list';
import { TlpLabel } from '../../_ui/labels/tlp';

type RightsFieldsProps = {
  role: Role;
  clearance: Tlp;
  onRole: (role: Role) => void;
  onClearance: (clearance: Tlp) => void;
  errorAt: (path: string) => string | null;
};

/** Role and clearance, each choice with its meaning. */
export function RightsFields({ role, clearance, onRole, onClearance, errorAt }: RightsFieldsProps) {
  const t = useTranslations('admin.people');
  const meaning = useTranslations('admin.meaning');
  const words = useTranslations('words.roles');
  return (
    <>
      <FieldGroup label={t('role')} error={errorAt('role')}>
        <RadioList
          choices={roles.map((value) => ({
            value,
            label: words(value),
            meaning: meaning(`roles.${value}`),
          }))}
          value={role}
          onChange={onRole}
          labelClass="w-30"
        />
      </FieldGroup>
      <FieldGroup label={t('clearance')} error={errorAt('clearance')}>
        <RadioList
          choices={tlps.map((value) => ({
            value,
            label: <TlpLabel tlp={value} />,
            meaning: meaning(`clearances.${value}`),
          }))}
          value={clearance}
          onChange={onClearance}
          labelClass="w-34"
        />
      </FieldGroup>
    </>
  );
}
