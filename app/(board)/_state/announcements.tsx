'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { isolated } from '../../_i18n/bidi';
import { useExercise } from '../../_i18n/exercise';
import { useFormats } from '../../_i18n/use-formats';
import { useBoardState, useLiveStatus } from '../../_live/provider';
import { useAlert } from '../../_live/use-alert';
import { TabTitle } from '../../_shell/tab-title';
import { useThreats } from '../_threats/threats-context';
import { useLiveTitle } from './use-live-title';

/** Puts the number of missions under threat in the tab's title, and announces new threats to screen readers. */
export function Announcements() {
  const t = useTranslations('board');
  const { country: nameOf, list } = useFormats();
  const marked = useExercise();
  const { events } = useBoardState();
  const { total } = useThreats();
  const title = useLiveTitle(useLiveStatus())(t('tabTitle', { count: total.threatened }));
  const [said, setSaid] = useState('');
  useAlert(({ ids }) =>
    setSaid(
      ids
        .flatMap((id) => events.get(id) ?? [])
        .map((event) => {
          const countries = [...new Set(event.targets.map(({ country }) => nameOf(country)))];
          const text = t(`announced.${event.kind}`, {
            countries: list(countries),
            title: isolated(event.title),
          });
          return marked(event.handling, text);
        })
        .join(' '),
    ),
  );
  return (
    <>
      <TabTitle>{title}</TabTitle>
      <p aria-live="polite" className="sr-only">
        {said}
      </p>
    </>
  );
}
