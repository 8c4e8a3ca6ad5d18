'use client';

import { Combobox as Base } from '@base-ui/react/combobox';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { type ComboboxLook, ComboboxPopup } from './combobox-parts';
import { controlClass } from './control';
import { cx } from './cx';
import { useOptions } from './use-options';

type PickerProps<T> = ComboboxLook<T> & {
  /** Takes what was picked; the input is empty again and keeps the focus, for the next one. */
  onPick: (item: T) => void;
};

/** Picks options one after another, each to be shown elsewhere: in a list below. */
export function Picker<T>({ onPick, placeholder, id, 'aria-label': name, ...look }: PickerProps<T>) {
  const [input, setInput] = useState('');
  const [isOpen, setOpen] = useState(false);
  const { keyOf, labelOf } = look;
  const { groups, status, find } = useOptions<T>(look, labelOf);

  return (
    <Base.Root<T>
      items={groups}
      filter={null}
      autoHighlight
      open={isOpen}
      onOpenChange={(next, { reason }) => {
        setOpen(next);
        // A keystroke that opens the list has asked for its own options.
        if (next && reason !== 'input-change') find(input, false);
      }}
      value={null}
      onValueChange={(item) => {
        if (item === null) return;
        setOpen(false);
        setInput('');
        onPick(item);
      }}
      inputValue={input}
      onInputValueChange={(typed, { reason }) => {
        if (reason !== 'input-change' && reason !== 'input-clear') return;
        setInput(typed);
        find(typed, true);
      }}
      itemToStringLabel={labelOf}
      isItemEqualToValue={(one, other) => keyOf(one) === keyOf(other)}
    >
      <Base.InputGroup className="relative">
        <Search
          aria-hidden
          className="pointer-events-none absolute inset-y-0 start-3 my-auto size-4 text-ink-3"
        />
        <Base.Input
          id={id}
          aria-label={name}
          placeholder={placeholder}
          className={cx(controlClass, 'ps-9')}
        />
      </Base.InputGroup>
      <ComboboxPopup {...look} groups={groups} status={status} query={input} />
    </Base.Root>
  );
}
