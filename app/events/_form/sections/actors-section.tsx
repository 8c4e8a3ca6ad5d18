'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import type { Actor } from '@/db/model/reference';
import { fold } from '@/db/model/values/fold';
import { actorRoles } from '@/db/model/words';
import { isolated } from '../../../_i18n/bidi';
import { IconButton } from '../../../_ui/button';
import { Picker } from '../../../_ui/inputs/combobox/picker';
import { Select } from '../../../_ui/inputs/select';
import { ActorAdder } from '../fields/actor-adder';
import { findActors } from '../lookups';
import { FormField, idOf, useForm, usePendingText } from '../state/form-context';
import { type ActorFields, randomKey } from '../state/form-state';
import { useListFocus } from '../use-list-focus';

type Option = { is: 'actor'; actor: Actor } | { is: 'new'; name: string };

/** The actors: found by any alias, or added. */
export function ActorsSection() {
  const t = useTranslations('form.actors');
  const types = useTranslations('words.actorTypes');
  const { form, change } = useForm();
  const open = usePendingText('actors');
  const adding = usePendingText('actors.new');
  const list = useRef<HTMLUListElement>(null);
  const focusAfter = useListFocus(list, idOf('actors'));
  const role = form.kind === 'threat' ? 'threatened' : 'suspected';

  async function load(typed: string, signal: AbortSignal) {
    const query = typed.trim();
    const found = await findActors(query, signal);
    const options: Option[] = found.map((actor) => ({ is: 'actor', actor }));
    const isKnown = found.some(({ name, aliases }) =>
      [name, ...aliases].some((one) => fold(one) === fold(query)),
    );
    return query === '' || isKnown ? options : [...options, { is: 'new', name: query } as const];
  }

  function findExact(options: readonly Option[], typed: string): Option | null {
    const called = options.filter(
      (option) =>
        option.is === 'actor' &&
        [option.actor.name, ...option.actor.aliases].some((one) => fold(one) === fold(typed)),
    );
    return called.length === 1 ? (called[0] ?? null) : null;
  }

  function add({ id, name }: Pick<Actor, 'id' | 'name'>): void {
    change((before) =>
      before.actors.some(({ actorId }) => actorId === id)
        ? before
        : { ...before, actors: [...before.actors, { key: randomKey(), actorId: id, name, role }] },
    );
  }

  return (
    <div className="flex flex-col gap-2">
      <FormField path="actors" label={t(form.kind)}>
        {(id) => (
          <Picker<Option>
            id={id}
            placeholder={t('placeholder')}
            load={load}
            {...open}
            findExact={findExact}
            keyOf={(option) => (option.is === 'actor' ? option.actor.id : 'new')}
            labelOf={(option) =>
              option.is === 'actor' ? option.actor.name : t('addNew', { name: option.name })
            }
            renderOption={(option) =>
              option.is === 'new' ? (
                <span className="font-medium">{t('addNew', { name: option.name })}</span>
              ) : (
                <>
                  {option.actor.name}
                  <span className="block text-small text-ink-2">
                    {[types(option.actor.type), ...option.actor.aliases].join(', ')}
                  </span>
                </>
              )
            }
            onPick={(option) => (option.is === 'actor' ? add(option.actor) : adding.onTyped(option.name))}
          />
        )}
      </FormField>
      {adding.typed !== '' && (
        <ActorAdder
          name={adding.typed}
          onDone={(actor) => {
            if (actor) add(actor);
            adding.onTyped('');
            document.getElementById(idOf('actors'))?.focus();
          }}
        />
      )}
      {form.actors.length > 0 && (
        <ul ref={list} aria-label={t('list')} className="flex flex-col gap-2">
          {form.actors.map((actor, index) => (
            <ActorRow
              key={actor.key}
              index={index}
              actor={actor}
              onChange={(next) =>
                change((before) => ({ ...before, actors: before.actors.with(index, next) }))
              }
              onRemove={() => {
                focusAfter(index);
                change((before) => ({ ...before, actors: before.actors.toSpliced(index, 1) }));
              }}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

type ActorRowProps = {
  index: number;
  actor: ActorFields;
  onChange: (actor: ActorFields) => void;
  onRemove: () => void;
};

function ActorRow({ index, actor, onChange, onRemove }: ActorRowProps) {
  const t = useTranslations('form.actors');
  const words = useTranslations('words.actorRoles');
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-control border border-line bg-sheet px-3 py-2">
      <p className="min-w-0 grow basis-48 font-medium">{actor.name}</p>
      <Select
        id={idOf(`actors.${index}.role`)}
        aria-label={t('role', { name: isolated(actor.name) })}
        className="!w-auto"
        choices={actorRoles.map((value) => ({ value, label: words(value) }))}
        value={actor.role}
        onChange={(role) => role && onChange({ ...actor, role })}
      />
      <IconButton
        data-remove={actor.key}
        size="small"
        label={t('remove', { name: isolated(actor.name) })}
        icon={<X aria-hidden className="size-4" />}
        onClick={onRemove}
      />
    </li>
  );
}
