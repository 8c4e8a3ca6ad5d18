'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { controlClass } from '../../_ui/inputs/control';
import { listSettings } from '../../_ui/list-settings';
import { useListSetting } from '../../_ui/use-list-setting';
import { DensityChoice } from './density-choice';

/** What the board adds to the preferences: the height of rows, and which markings lists show. */
export function ListPreferences() {
  const t = useTranslations('board.list');
  const id = useId();
  const [markings, setMarkings] = useListSetting('markings');
  const { values } = listSettings.markings;
  return (
    <>
      <div className="flex flex-col gap-1.5">
        <p aria-hidden className="text-small font-medium text-ink-2">
          {t('density')}
        </p>
        <DensityChoice />
      </div>
      <div className="flex flex-col gap-1.5">
        <label htmlFor={id} className="text-small font-medium text-ink-2">
          {t('markings')}
        </label>
        <select
          id={id}
          value={markings}
          onChange={({ target }) => {
            const next = values.find((value) => value === target.value);
            if (next) setMarkings(next);
          }}
          className={`${controlClass} cursor-pointer`}
        >
          {values.map((value) => (
            <option key={value} value={value}>
              {value === 'clear'
                ? t('allMarkings')
                : t(value === 'red' ? 'markingOnly' : 'markingsFrom', { tlp: value.toUpperCase() })}
            </option>
          ))}
        </select>
      </div>
    </>
  );
}
