'use client';

import { Combobox as Base } from '@base-ui/react/combobox';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { type ComboboxLook, ComboboxPopup, isLeft, LeftOpen, type TypedText } from './combobox-parts';
import { controlClass } from './control';
import { cx } from './cx';
import { useLatest } from './use-latest';
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
  const [wasLeft, setLeft] = useState(false);
  const { keyOf, labelOf } = look;
  const { groups, status, find, settle } = useOptions<T>(look, labelOf);
  const latest = useLatest({ typed, onPick, onTyped });

  function take(item: T): void {
    const { typed: text } = latest.current;
    latest.current.onTyped('');
    latest.current.onPick(item, text.trim());
  }

  async function leave(): Promise<void> {
    if (typed.trim() === '') return;
    const items = await settle(typed);
    // Whoever has come back and typed on means something else.
    if (latest.current.typed !== typed) return;
    const exact = items && exactOf(items, typed.trim());
    if (exact) take(exact);
    else setLeft(true);
  }

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
            onFocus={() => setLeft(false)}
            onBlur={({ relatedTarget }) => {
              if (isLeft(relatedTarget)) void leave();
            }}
          />
        </Base.InputGroup>
        <ComboboxPopup {...look} groups={groups} status={status} query={typed} />
      </Base.Root>
      <LeftOpen>{wasLeft && typed.trim() !== '' && leftWords}</LeftOpen>
    </>
  );
}
