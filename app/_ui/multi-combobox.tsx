'use client';

import { Combobox as Base } from '@base-ui/react/combobox';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { type ComboboxLook, ComboboxPopup, isUndoneByEscape } from './combobox-parts';
import { controlClass } from './control';
import { cx } from './cx';
import { useOptions } from './use-options';

type MultiComboboxProps<T> = ComboboxLook<T> & {
  values: readonly T[];
  onChange: (values: T[]) => void;
  /** How a chosen one shows in its chip; its label unless given. */
  renderChip?: (item: T) => ReactNode;
};

/** Picks several options by typing; the chosen ones stand as chips, Backspace takes the last one away. */
export function MultiCombobox<T>({
  values,
  onChange,
  placeholder,
  id,
  renderChip,
  'aria-label': name,
  ...look
}: MultiComboboxProps<T>) {
  const t = useTranslations('common.combobox');
  const { keyOf, labelOf } = look;
  const [input, setInput] = useState('');
  const { groups, status, find } = useOptions<T>(look, labelOf);

  return (
    <Base.Root
      multiple
      items={groups}
      filter={null}
      autoHighlight
      value={values}
      onValueChange={(given, details) => {
        if (!isUndoneByEscape(details)) onChange(given);
      }}
      inputValue={input}
      onInputValueChange={(typed, { reason }) => {
        if (reason === 'escape-key') return;
        setInput(typed);
        find(typed, reason === 'input-change');
      }}
      // A keystroke that opens the list has asked for its own options.
      onOpenChange={(isOpen, { reason }) => isOpen && reason !== 'input-change' && find(input, false)}
      itemToStringLabel={labelOf}
      isItemEqualToValue={(one, other) => keyOf(one) === keyOf(other)}
    >
      <Base.InputGroup
        className={cx(
          controlClass,
          'flex flex-wrap items-center gap-1 focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-focus',
        )}
      >
        <Base.Chips className="contents">
          {values.map((one) => (
            <Base.Chip
              key={keyOf(one)}
              aria-label={labelOf(one)}
              className="inline-flex min-h-6 items-center gap-1.5 rounded-control border border-line bg-raise ps-2 data-highlighted:border-focus"
            >
              {renderChip ? renderChip(one) : labelOf(one)}
              <Base.ChipRemove
                aria-label={t('remove', { label: labelOf(one) })}
                className="inline-flex size-6 cursor-pointer items-center justify-center text-ink-2 hover:text-ink"
              >
                <X aria-hidden className="size-3.5" />
              </Base.ChipRemove>
            </Base.Chip>
          ))}
        </Base.Chips>
        <Base.Input
          id={id}
          aria-label={name}
          placeholder={values.length === 0 ? placeholder : undefined}
          className="min-w-32 grow bg-transparent text-ink outline-none"
        />
      </Base.InputGroup>
      <ComboboxPopup {...look} groups={groups} status={status} query={input} />
    </Base.Root>
  );
}
