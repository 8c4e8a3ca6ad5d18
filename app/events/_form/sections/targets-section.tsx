'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { findCountryMentions } from '@/db/model/places/country-mentions';
import { TargetPicker } from '../fields/target-picker';
import { TargetRow } from '../fields/target-row';
import { MissionAdder } from '../picking/mission-adder';
import { withoutAdderTexts } from '../picking/pending-texts';
import { FormField, idOf, useForm, usePendingText } from '../state/form-context';
import { missionOption, type TargetOption, targetOfOption, withTargets } from '../state/targets';
import { useListFocus } from '../use-list-focus';

/** The targets: picked one after another and listed below. */
export function TargetsSection() {
  const t = useTranslations('form.targets');
  const { form, change } = useForm();
  const list = useRef<HTMLUListElement>(null);
  const focusAfter = useListFocus(list, idOf('targets'));
  const chosen = useRef<string>(null);
  const adding = usePendingText('targets.new');

  useEffect(() => {
    if (chosen.current === null) return;
    document.getElementById(chosen.current)?.focus();
    chosen.current = null;
  });

  function add(option: TargetOption, typed: string): void {
    if (option.is === 'new-mission') {
      adding.onTyped(typed);
      return;
    }
    const target = targetOfOption(option);
    if (option.is === 'other' && typed !== '') {
      // The typed text belongs to this target: its country, or else a note.
      const { countries, rest } = findCountryMentions(typed);
      if (countries.length === 1 && rest.length === 0) target.country = countries[0] ?? null;
      else target.note = typed;
    }
    // Focuses the missing field: the target's country, or the host country of the missions.
    if (target.country === null) chosen.current = idOf(`targets.${form.targets.length}.country`);
    else if (option.is === 'all-missions' && option.host === null && form.location.country === null)
      chosen.current = idOf('location.country');
    change((before) => withTargets(before, [...before.targets, target]));
  }

  return (
    <div className="flex flex-col gap-2">
      <FormField path="targets" label={t(form.kind)} hint={t('hint')}>
        {(id) => <TargetPicker id={id} onPick={add} />}
      </FormField>
      {adding.typed !== '' && (
        <MissionAdder
          query={adding.typed}
          onDone={(mission) => {
            change((before) => withoutAdderTexts(before, 'targets.new'));
            if (mission) add(missionOption(mission), '');
            document.getElementById(idOf('targets'))?.focus();
          }}
        />
      )}
      {form.targets.length > 0 && (
        <ul ref={list} aria-label={t('list')} className="flex flex-col gap-2">
          {form.targets.map((target, index) => (
            <TargetRow
              key={target.key}
              index={index}
              target={target}
              onChange={(next) => change((before) => withTargets(before, before.targets.with(index, next)))}
              onRemove={() => {
                focusAfter(index);
                change((before) => withTargets(before, before.targets.toSpliced(index, 1)));
              }}
            />
          ))}
        </ul>
      )}
    </div>
  );
}
