'use client';

import { Combobox as Base } from '@base-ui/react/combobox';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { cx } from '../../cx';
import { controlClass } from '../control';
import {
  type ComboboxLook,
  ComboboxPopup,
  type TypedText,
  typedInput,
  UnresolvedNotice,
} from './combobox-parts';
import { useOptions } from './use-options';
import { useResolveOnBlur } from './use-resolve-on-blur';

type PickerProps<T> = ComboboxLook<T> &
  TypedText<T> & {
    /** Called with the picked option and the typed text. The input is emptied and keeps the focus for the next one. */
    onPick: (item: T, typed: string) => void;
  };

/**
 * Picks options one after another, which are shown elsewhere, as in a list below. When focus leaves, the text is
 * chosen if it means exactly one option; otherwise it stays in the input.
 */
export function Picker<T>({
  typed,
  onTyped,
  findExact,
  onPick,
  placeholder,
  id,
  'aria-label': name,
  unresolvedText,
  ...look
}: PickerProps<T>) {
  const [isOpen, setOpen] = useState(false);
  const { keyOf, labelOf } = look;
  const { groups, status, find, resolveOptions } = useOptions<T>(look, labelOf);

  function take(item: T): void {
    onTyped('');
    onPick(item, typed.trim());
  }

  const { isUnresolved, onFocus, onBlur } = useResolveOnBlur<T>({
    typed,
    resolveOptions,
    resolve: (items, text) => items && findExact(items, text),
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
          // The keystroke that opens the list has already started a search.
          if (next && reason !== 'input-change') find(typed, false);
        }}
        value={null}
        onValueChange={(item) => {
          if (item === null) return;
          setOpen(false);
          take(item);
        }}
        {...typedInput({ typed, onTyped }, (text) => find(text, true))}
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
      <UnresolvedNotice>{isUnresolved && unresolvedText}</UnresolvedNotice>
    </>
  );
}
