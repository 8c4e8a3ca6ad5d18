'use client';

import { Combobox as Base } from '@base-ui/react/combobox';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { fold } from '@/db/model/values/fold';
import { cx } from '../../cx';
import { controlClass } from '../control';
import {
  type ComboboxLook,
  ComboboxPopup,
  isUndoneByEscape,
  type TypedText,
  typedInput,
  UnresolvedNotice,
} from './combobox-parts';
import { useOptions } from './use-options';
import { useResolveOnBlur } from './use-resolve-on-blur';

type MultiComboboxProps<T> = ComboboxLook<T> &
  Omit<TypedText<T>, 'findExact'> & {
    values: readonly T[];
    onChange: (values: T[]) => void;
    /** Renders a chosen option in its chip; the label by default. */
    renderChip?: (item: T) => ReactNode;
  };

/**
 * Picks several options by typing. Chosen options are chips, and Backspace removes the last. When focus leaves, the
 * text is chosen if it is an option or matches only one; otherwise it stays in the input.
 */
export function MultiCombobox<T>({
  values,
  onChange,
  typed,
  onTyped,
  unresolvedText,
  placeholder,
  id,
  renderChip,
  'aria-label': name,
  ...look
}: MultiComboboxProps<T>) {
  const t = useTranslations('common.combobox');
  const { keyOf, labelOf } = look;
  const { groups, status, find, resolveOptions } = useOptions<T>(look, labelOf);

  function resolve(items: readonly T[] | null, text: string): T | null {
    const called = items?.filter((one) => fold(labelOf(one)) === fold(text)) ?? [];
    const [exact = null] = called.length === 1 ? called : items?.length === 1 ? items : [];
    return exact;
  }

  function take(item: T): void {
    onTyped('');
    if (!values.some((one) => keyOf(one) === keyOf(item))) onChange([...values, item]);
  }

  const { isUnresolved, onFocus, onBlur } = useResolveOnBlur<T>({ typed, resolveOptions, resolve, take });

  return (
    <>
      <Base.Root
        multiple
        items={groups}
        filter={null}
        autoHighlight
        value={values}
        onValueChange={(given, details) => {
          if (isUndoneByEscape(details)) return;
          if (given.length > values.length) onTyped('');
          onChange(given);
        }}
        {...typedInput({ typed, onTyped }, (text) => find(text, true))}
        // The keystroke that opens the list has already started a search.
        onOpenChange={(isOpen, { reason }) => isOpen && reason !== 'input-change' && find(typed, false)}
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
            className="min-h-6 min-w-32 grow bg-transparent text-ink outline-none"
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
