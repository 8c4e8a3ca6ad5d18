'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { actorTypes } from '@/db/model/words';
import { Button } from '../../_ui/button';
import { Field } from '../../_ui/field';
import { Select } from '../../_ui/select';
import { TextInput } from '../../_ui/text-input';
import { createActor } from '../_api/send';
import { newKey } from './form-state';

type ActorAdderProps = {
  name: string;
  /** Null: nothing was added. */
  onDone: (actor: { id: string; name: string } | null) => void;
};

/** Adds an actor that the register does not know; it is there for everyone at once. */
export function ActorAdder({ name: proposed, onDone }: ActorAdderProps) {
  const t = useTranslations('form.actors');
  const words = useTranslations('words.actorTypes');
  const common = useTranslations('common');
  const [name, setName] = useState(proposed);
  const [type, setType] = useState<(typeof actorTypes)[number]>('unknown');
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const attempt = useRef({ body: '', key: '' });
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => box.current?.querySelector('select')?.focus(), []);

  async function add(): Promise<void> {
    setState('busy');
    const body = JSON.stringify({ name: name.trim(), type });
    // The same again after a lost answer adds nobody twice.
    if (attempt.current.body !== body) attempt.current = { body, key: newKey() };
    const made = await createActor(attempt.current);
    if (made) onDone(made);
    else setState('failed');
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter and Escape act for the fields inside
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
      <p role="status" className="text-small font-medium text-amber empty:hidden">
        {state === 'failed' && t('addFailed')}
      </p>
      <div className="flex gap-2">
        <Button
          variant="primary"
          size="small"
          isBusy={state === 'busy'}
          disabled={name.trim() === ''}
          onClick={() => void add()}
        >
          {t('add')}
        </Button>
        <Button size="small" onClick={() => onDone(null)}>
          {common('cancel')}
        </Button>
      </div>
    </div>
  );
}
