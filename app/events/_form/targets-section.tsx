'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { FormField, idOf, useForm } from './form-context';
import { TargetPicker } from './target-picker';
import { TargetRow } from './target-row';
import { type TargetOption, targetOfOption, withTargets } from './targets';
import { useListFocus } from './use-list-focus';

/** Whom it is aimed at: picked one after another, listed below. */
export function TargetsSection() {
  const t = useTranslations('form.targets');
  const { form, change } = useForm();
  const list = useRef<HTMLUListElement>(null);
  const focusAfter = useListFocus(list, idOf('targets'));
  const chosen = useRef<string>(null);

  useEffect(() => {
    if (chosen.current === null) return;
    document.getElementById(chosen.current)?.focus();
    chosen.current = null;
  });

  function add(option: TargetOption): void {
    // Its country is the next thing to type.
    if (option.is === 'other') chosen.current = idOf(`targets.${form.targets.length}.country`);
    change((before) => withTargets(before, [...before.targets, targetOfOption(option)]));
  }

  return (
    <div className="flex flex-col gap-2">
      <FormField path="targets" label={t(form.kind)} hint={t('hint')}>
        {(id) => <TargetPicker id={id} onPick={add} />}
      </FormField>
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
