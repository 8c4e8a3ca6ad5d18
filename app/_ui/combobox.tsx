'use client';

import { Combobox as Base } from '@base-ui/react/combobox';
import { useState } from 'react';
import { ComboboxEnd, type ComboboxLook, ComboboxPopup, isUndoneByEscape } from './combobox-parts';
import { controlClass } from './control';
import { cx } from './cx';
import { useOptions } from './use-options';

type ComboboxProps<T> = ComboboxLook<T> & {
  value: T | null;
  onChange: (value: T | null) => void;
  /** What a text means that was left without an option taken; where it means nothing it is put away. */
  valueOfTyped?: (typed: string) => T;
};

/** Picks one option by typing: of a fixed list (`options`) or of what the server finds (`load`). */
export function Combobox<T>({
  value,
  onChange,
  valueOfTyped,
  placeholder,
  id,
  'aria-label': name,
  ...look
}: ComboboxProps<T>) {
  const { keyOf, labelOf } = look;
  const [input, setInput] = useState(() => (value === null ? '' : labelOf(value)));
  const { groups, status, find } = useOptions<T>(look, labelOf);
  const query = value !== null && input === labelOf(value) ? '' : input;

  // A value that was set from elsewhere shows in the input too.
  const key = value === null ? null : keyOf(value);
  const [shown, setShown] = useState(key);
  if (key !== shown) {
    setShown(key);
    setInput(value === null ? '' : labelOf(value));
  }

  return (
    <Base.Root
      items={groups}
      filter={null}
      autoHighlight
      value={value}
      onValueChange={(given, details) => {
        if (!isUndoneByEscape(details)) onChange(given);
      }}
      inputValue={input}
      onInputValueChange={(typed, { reason }) => {
        if (reason === 'escape-key') return;
        setInput(typed);
        if (reason === 'input-change' || reason === 'input-clear' || reason === 'clear-press')
          find(typed, true);
      }}
      onOpenChange={(isOpen, { reason }) => {
        // A keystroke that opens the list has asked for its own options.
        if (isOpen && reason !== 'input-change') find(query, false);
        const isLeft = !isOpen && (reason === 'focus-out' || reason === 'outside-press');
        if (isLeft && query.trim() !== '' && valueOfTyped) onChange(valueOfTyped(query.trim()));
      }}
      itemToStringLabel={labelOf}
      isItemEqualToValue={(one, other) => keyOf(one) === keyOf(other)}
    >
      <Base.InputGroup className="relative">
        <Base.Input
          id={id}
          aria-label={name}
          placeholder={placeholder}
          className={cx(controlClass, 'pe-16')}
        />
        <ComboboxEnd />
      </Base.InputGroup>
      <ComboboxPopup {...look} groups={groups} status={status} query={query} />
    </Base.Root>
  );
}
