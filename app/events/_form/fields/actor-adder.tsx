'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { actorTypes } from '@/db/model/words';
import { Field } from '../../../_ui/inputs/field';
import { Select } from '../../../_ui/inputs/select';
import { TextInput } from '../../../_ui/inputs/text-input';
import { createActor } from '../../_api/send';
import { AdderActions } from '../picking/adder-actions';
import { randomKey } from '../state/form-state';

type ActorAdderProps = {
  name: string;
  /** Null if nothing was added. */
  onDone: (actor: { id: string; name: string } | null) => void;
};

/** Adds an actor to the register, where everyone can use it at once. */
export function ActorAdder({ name: proposed, onDone }: ActorAdderProps) {
  const t = useTranslations('form.actors');
  const words = useTranslations('words.actorTypes');
  const [name, setName] = useState(proposed);
  const [type, setType] = useState<(typeof actorTypes)[number]>('unknown');
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const attempt = useRef({ body: '', key: '' });
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => box.current?.querySelector('select')?.focus(), []);

  async function add(): Promise<void> {
    setState('busy');
    const body = JSON.stringify({ name: name.trim(), type });
    // Retrying after a lost answer must not add the actor twice.
    if (attempt.current.body !== body) attempt.current = { body, key: randomKey() };
    const made = await createActor(attempt.current);
    if (made) onDone(made);
    else setState('failed');
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: handles Enter and Escape for the fields inside
    <div
      ref={box}
      className="flex flex-col gap-3 rounded-control border border-edge bg-raise p-3"
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          event.preventDefault();
          onDone(null);
        }
        if (
          event.key === 'Enter' &&
          !event.ctrlKey &&
          !event.metaKey &&
          event.target instanceof HTMLInputElement
        ) {
          event.preventDefault();
          void add();
        }
      }}
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t('newName')} error={name.trim() === '' ? t('nameNeeded') : null}>
          <TextInput value={name} onChange={setName} maxLength={200} />
        </Field>
        <Field label={t('newType')}>
          <Select
            choices={actorTypes.map((value) => ({ value, label: words(value) }))}
            value={type}
            onChange={(next) => next && setType(next)}
          />
        </Field>
      </div>
      <AdderActions
        trouble={state === 'failed' ? t('addFailed') : null}
        label={t('add')}
        isBusy={state === 'busy'}
        isDisabled={name.trim() === ''}
        onAdd={() => void add()}
        onCancel={() => onDone(null)}
      />
    </div>
  );
}
