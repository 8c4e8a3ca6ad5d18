'use client';

import { Combobox as Base } from '@base-ui/react/combobox';
import { cx } from '../../cx';
import { controlClass } from '../control';
import {
  ComboboxEnd,
  type ComboboxLook,
  ComboboxPopup,
  isUndoneByEscape,
  type TypedText,
  UnresolvedNotice,
} from './combobox-parts';
import { useOptions } from './use-options';
import { useResolveOnBlur } from './use-resolve-on-blur';

type ComboboxProps<T> = ComboboxLook<T> &
  TypedText<T> & {
    value: T | null;
    onChange: (value: T | null) => void;
    /** Converts remaining text that is no option into a value; without this it stays as it is. */
    valueOfTyped?: (typed: string) => T;
  };

/** Picks one option by typing: from a fixed list (`options`) or from the server (`load`). */
export function Combobox<T>({
  value,
  onChange,
  typed,
  onTyped,
  findExact,
  valueOfTyped,
  placeholder,
  id,
  'aria-label': name,
  unresolvedText,
  ...look
}: ComboboxProps<T>) {
  const { keyOf, labelOf } = look;
  const { groups, status, find, resolveOptions } = useOptions<T>(look, labelOf);

  function take(given: T | null): void {
    onTyped('');
    onChange(given);
  }

  const { isUnresolved, onFocus, onBlur } = useResolveOnBlur<T>({
    typed,
    resolveOptions,
    resolve: (items, text) => (items && findExact(items, text)) ?? valueOfTyped?.(text) ?? null,
    take,
  });

  return (
    <>
      <Base.Root
        items={groups}
        filter={null}
        autoHighlight
        value={value}
        onValueChange={(given, details) => {
          if (!isUndoneByEscape(details)) take(given);
        }}
        inputValue={typed || (value === null ? '' : labelOf(value))}
        onInputValueChange={(text, { reason }) => {
          // Ignores `input-clear`, with which the closing list would empty the input.
          if (reason !== 'input-change' && reason !== 'clear-press') return;
          if (text === '') take(null);
          else onTyped(text);
          find(text, true);
        }}
        onOpenChange={(isOpen, { reason }) => {
          // The keystroke that opens the list has already started a search.
          if (isOpen && reason !== 'input-change') find(typed, false);
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
            onFocus={onFocus}
            onBlur={onBlur}
          />
          <ComboboxEnd />
        </Base.InputGroup>
        <ComboboxPopup {...look} groups={groups} status={status} query={typed} />
      </Base.Root>
      <UnresolvedNotice>{isUnresolved && unresolvedText}</UnresolvedNotice>
    </>
  );
}
