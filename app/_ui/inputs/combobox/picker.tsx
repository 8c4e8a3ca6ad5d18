'use client';

import { Combobox as Base } from '@base-ui/react/combobox';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { cx } from '../../cx';
import { controlClass } from '../control';
import { type ComboboxLook, ComboboxPopup, LeftOpen, type TypedText } from './combobox-parts';
import { useLeftText } from './use-left-text';
import { useOptions } from './use-options';

type PickerProps<T> = ComboboxLook<T> &
  TypedText<T> & {
    /**
     * Takes what was picked; the input is empty again and keeps the focus, for the next one. `typed` is what stood
     * in it.
     */
    onPick: (item: T, typed: string) => void;
  };

/**
 * Picks options one after another, each to be shown elsewhere: in a list below. A text that is left is taken where
 * it means one option, and stays in the input where it does not.
 */
export function Picker<T>({
  typed,
  onTyped,
  exactOf,
  onPick,
  placeholder,
  id,
  'aria-label': name,
  leftWords,
  ...look
}: PickerProps<T>) {
  const [isOpen, setOpen] = useState(false);
  const { keyOf, labelOf } = look;
  const { groups, status, find, settle } = useOptions<T>(look, labelOf);

  function take(item: T): void {
    onTyped('');
    onPick(item, typed.trim());
  }

  const { isLeftOpen, onFocus, onBlur } = useLeftText<T>({
    typed,
    settle,
    meantOf: (items, text) => items && exactOf(items, text),
    take,
  });

  return (
    <>
      <Base.Root<T>
        items={groups}
        filter={null}
        autoHighlight
        open={isOpen}
        onOpenChange={(next, { reason }) => {
          setOpen(next);
          // A keystroke that opens the list has asked for its own options.
          if (next && reason !== 'input-change') find(typed, false);
        }}
        value={null}
        onValueChange={(item) => {
          if (item === null) return;
          setOpen(false);
          take(item);
        }}
        inputValue={typed}
        onInputValueChange={(text, { reason }) => {
          // Not `input-clear`: the list would empty the input as it closes.
          if (reason !== 'input-change') return;
          onTyped(text);
          find(text, true);
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
            onFocus={onFocus}
            onBlur={onBlur}
          />
        </Base.InputGroup>
        <ComboboxPopup {...look} groups={groups} status={status} query={typed} />
      </Base.Root>
      <LeftOpen>{isLeftOpen && leftWords}</LeftOpen>
    </>
  );
}
