import { useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event/event';
import { targetOutcomes } from '@/db/model/words';
import { Select } from '../../_ui/inputs/select';
import { Flag } from '../../_ui/labels/flag';
import { useTargetName } from '../_record/targets';

export type Outcome = (typeof targetOutcomes)[number];
export type OutcomeProps = { outcome: Outcome | null; onChange: (outcome: Outcome | null) => void };

const goesOn = 'goes-on';

/** What became of one target of a threat; null: the danger goes on. */
export function OutcomeOfTarget({
  event,
  index,
  outcome,
  onChange,
}: OutcomeProps & { event: Event; index: number }) {
  const t = useTranslations('event.end');
  const words = useTranslations('words.targetOutcomes');
  const nameOf = useTargetName(event.location.country);
  const target = event.targets[index];
  if (!target) return null;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_11rem] items-center gap-3">
      <span className="flex min-w-0 items-center gap-2">
        <Flag country={target.country} />
        <span className="min-w-0 wrap-anywhere">{nameOf(target)}</span>
      </span>
      <Select
        aria-label={t('outcomeOf', { target: nameOf(target) })}
        choices={[
          { value: goesOn, label: t('goesOn') },
          ...targetOutcomes.map((value) => ({ value, label: words(value) })),
        ]}
        value={outcome ?? goesOn}
        onChange={(value) => onChange(targetOutcomes.find((known) => known === value) ?? null)}
      />
    </li>
  );
}
