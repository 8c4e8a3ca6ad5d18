'use client';

import { useTranslations } from 'next-intl';
import { Segmented } from '../../_ui/inputs/segmented';
import { listSettings } from '../../_ui/list-settings';
import { useListSetting } from '../../_ui/use-list-setting';

/** How high the rows are. */
export function DensityChoice() {
  const t = useTranslations('board.list');
  const [density, setDensity] = useListSetting('density');
  return (
    <Segmented
      label={t('density')}
      choices={listSettings.density.values.map((value) => ({ value, label: t(value) }))}
      value={density}
      onChange={(next) => next !== null && setDensity(next)}
    />
  );
}
