'use client';

import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { usePrincipalName } from '../../_i18n/use-principal-name';
import { Time } from '../../_ui/labels/time';
import { type Names, useDescribe } from '../_names/describe';
import { useFieldName } from '../_names/field-name';
import { ConflictChoices } from './conflict-choices';
import type { Conflict } from './state/conflict';

type ConflictPanelProps = Pick<ComponentProps<typeof ConflictChoices>, 'onSettle'> & {
  conflict: Conflict;
  names: Names;
};

/** Another user saved the event first. */
export function ConflictPanel({ conflict: { current, fields }, names, onSettle }: ConflictPanelProps) {
  const t = useTranslations('form.conflict');
  const nameOf = usePrincipalName();
  const nameOfField = useFieldName();
  const describe = useDescribe(names);
  return (
    <ConflictChoices
      by={
        <>
          {t('by', { name: nameOf(current.updatedBy) })} <Time moment={current.updatedAt} as="ago" />.
        </>
      }
      fields={fields.map((one) => ({
        ...one,
        name: nameOfField(one.field),
        base: describe(one.field, one.base),
        mine: describe(one.field, one.mine),
        theirs: describe(one.field, one.theirs),
      }))}
      onSettle={onSettle}
    />
  );
}
