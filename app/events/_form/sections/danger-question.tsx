'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { Event } from '@/db/model/event/event';
import { Checkbox } from '../../../_ui/inputs/checkbox';
import { Flag } from '../../../_ui/labels/flag';
import { fetchEvent } from '../../_record/fetch-event';
import { useTargetName } from '../../_record/targets';

type DangerQuestionProps = {
  threatId: string;
  /** The places of the targets for which the danger is over. */
  over: readonly number[];
  onChange: (over: number[]) => void;
};

/** Asks, for each target of a threat that an incident carried out, whether the danger goes on; by default it does. */
export default function DangerQuestion({ threatId, over, onChange }: DangerQuestionProps) {
  const t = useTranslations('form.links');
  const [threat, setThreat] = useState<Event | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    // Without an answer nothing is asked, and the danger goes on.
    fetchEvent(threatId, abort.signal).then(setThreat, () => {});
    return () => abort.abort();
  }, [threatId]);
  if (threat?.threat?.status !== 'current') return null;
  return <Targets threat={threat} over={over} onChange={onChange} label={t('goesOn', { ref: threat.ref })} />;
}

function Targets({
  threat,
  over,
  onChange,
  label,
}: Omit<DangerQuestionProps, 'threatId'> & { threat: Event; label: string }) {
  const nameOf = useTargetName(threat.location.country);
  return (
    <fieldset className="flex flex-col gap-0.5">
      <legend className="pb-1 text-small text-ink-2">{label}</legend>
      {threat.targets.map((target, index) =>
        target.outcome === null ? (
          <Checkbox
            // biome-ignore lint/suspicious/noArrayIndexKey: a target has no id, only its index.
            key={index}
            isChecked={!over.includes(index)}
            onChange={(goesOn) =>
              onChange(goesOn ? over.filter((one) => one !== index) : [...over, index].toSorted())
            }
          >
            <Flag country={target.country} />
            {nameOf(target)}
          </Checkbox>
        ) : null,
      )}
    </fieldset>
  );
}
