'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useExercise } from '../../../_i18n/exercise';
import { createLazyComponent } from '../../../_lazy/lazy-component';
import { MultiCombobox } from '../../../_ui/inputs/combobox/multi-combobox';
import { HandlingBadge } from '../../../_ui/labels/badge';
import { TlpLabel } from '../../../_ui/labels/tlp';
import { findEvents } from '../lookups';
import { EventOption } from '../picking/event-option';
import { FormField, useForm, usePendingText } from '../state/form-context';
import type { LinkedEvent } from '../state/form-state';
import { CollapsibleSection } from './collapsible-section';

const DangerQuestion = createLazyComponent(() => import('./danger-question'), 'writers');

const paths = ['incident.realises', 'threat.realisedBy'];

/** The threats that an incident carried out, or the incidents that carried out a threat. */
export function LinksSection() {
  const t = useTranslations('form.links');
  const marked = useExercise();
  const { form, isEdit, changeIncident, changeThreat } = useForm();
  const links = form.incident?.realises ?? form.threat?.realisedBy ?? [];
  const isThreat = form.kind === 'threat';
  const [linkedBefore] = useState(links);
  const added = isEdit ? links.filter((one) => !linkedBefore.some(({ id }) => id === one.id)) : links;
  const open = usePendingText(isThreat ? 'threat.realisedBy' : 'incident.realises');
  return (
    <CollapsibleSection
      title={t('title')}
      summary={links.map(({ ref }) => ref).join(', ') || t('none')}
      paths={paths}
    >
      <FormField
        path={isThreat ? 'threat.realisedBy' : 'incident.realises'}
        label={isThreat ? t('realisedBy') : t('realises')}
        hint={isThreat ? t('realisedByHint') : t('realisesHint')}
      >
        {(id) => (
          <MultiCombobox<LinkedEvent>
            id={id}
            {...open}
            values={links}
            load={(query, signal) =>
              findEvents(query.trim(), { kind: isThreat ? 'incident' : 'threat' }, signal)
            }
            keyOf={(one) => one.id}
            labelOf={({ ref, title, handling }) => marked(handling, title === '' ? ref : `${ref} ${title}`)}
            renderChip={({ ref, tlp, handling }) => (
              <>
                <HandlingBadge handling={handling} />
                <span className="font-mono text-small">{ref}</span>
                {tlp && <TlpLabel tlp={tlp} />}
              </>
            )}
            renderOption={(one) => <EventOption event={one} />}
            onChange={(values) =>
              isThreat ? changeThreat({ realisedBy: values }) : changeIncident({ realises: values })
            }
          />
        )}
      </FormField>
      {form.incident &&
        added.map(({ id }) => (
          <DangerQuestion
            key={id}
            threatId={id}
            over={form.incident?.over[id] ?? []}
            onChange={(places) => changeIncident({ over: { ...form.incident?.over, [id]: places } })}
          />
        ))}
    </CollapsibleSection>
  );
}
