'use client';

import { Combobox as Base } from '@base-ui/react/combobox';
import { Check, ChevronDown, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { OptionGroup, OptionSource } from './use-options';

export type ComboboxLook<T> = OptionSource<T> & {
  /** A unique key of an option, such as an id. */
  keyOf: (item: T) => string;
  /** The text shown in the input and searched in a fixed list. */
  labelOf: (item: T) => string;
  /** Renders an option in the list; the label by default. */
  renderOption?: (item: T) => ReactNode;
  placeholder?: string;
  /** Shown when nothing is typed and there are no options. */
  startText?: string;
  /** Shown when nothing matches. */
  emptyText?: string;
  /** Shown below after focus has left a text that matches no option. */
  unresolvedText?: string | null;
  /** Only outside a Field. */
  'aria-label'?: string;
  id?: string;
};

/** Text that was typed but not chosen as an option. The form keeps it, so that it is never lost silently. */
export type TypedText<T> = {
  typed: string;
  onTyped: (typed: string) => void;
  /** The only option that the remaining text can mean; null if there are none or several. */
  findExact: (items: readonly T[], typed: string) => T | null;
};

/** The props of a combobox whose input shows the typed text, reports it and searches for it. */
export function typedInput(
  { typed, onTyped }: Pick<TypedText<never>, 'typed' | 'onTyped'>,
  search: (text: string) => void,
) {
  return {
    inputValue: typed,
    onInputValueChange(text: string, { reason }: { reason: string }) {
      // Ignores `input-clear`, with which the closing list would empty the input.
      if (reason !== 'input-change') return;
      onTyped(text);
      search(text);
    },
  };
}

type PopupProps<T> = Pick<
  ComboboxLook<T>,
  'keyOf' | 'labelOf' | 'renderOption' | 'startText' | 'emptyText'
> & {
  groups: OptionGroup<T>[];
  status: 'idle' | 'loading' | 'failed';
  query: string;
};

export function ComboboxPopup<T>({ groups, status, query, startText, emptyText, ...option }: PopupProps<T>) {
  const t = useTranslations('common.combobox');
  const isEmpty = groups.length === 0;
  const words =
    status === 'failed'
      ? t('failed')
      : status === 'loading'
        ? isEmpty && t('loading')
        : isEmpty && ((query.trim() === '' && startText) || emptyText || t('empty'));
  return (
    <Base.Portal>
      <Base.Positioner sideOffset={4} className="z-50 outline-none">
        <Base.Popup
          data-combobox-list
          aria-busy={status === 'loading' || undefined}
          className="w-(--anchor-width) max-w-(--available-width) min-w-64 rounded-control border border-edge bg-sheet text-ink shadow-lg shadow-shade"
        >
          <Base.Status>{words && <p className="px-3 py-2 text-ink-2">{words}</p>}</Base.Status>
          <Base.List className="max-h-[min(22rem,var(--available-height))] scroll-py-1 overflow-y-auto overscroll-contain py-1 outline-none data-empty:p-0">
            {(group: OptionGroup<T>) => (
              <Base.Group key={group.label} items={group.items} className="pb-1">
                {group.label && (
                  <Base.GroupLabel className="px-3 pt-2 pb-1 text-small font-medium text-ink-2">
                    {group.label}
                  </Base.GroupLabel>
                )}
                <Base.Collection>
                  {(item: T) => (
                    <Option key={option.keyOf(item)} item={item} isStale={status === 'loading'} {...option} />
                  )}
                </Base.Collection>
              </Base.Group>
            )}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}

type OptionProps<T> = Pick<PopupProps<T>, 'labelOf' | 'renderOption'> & {
  item: T;
  /** From an earlier query: Enter must not choose it. */
  isStale: boolean;
};

function Option<T>({ item, isStale, labelOf, renderOption }: OptionProps<T>) {
  return (
    <Base.Item
      value={item}
      disabled={isStale}
      className="flex min-h-8 cursor-pointer items-center gap-2 px-3 py-1.5 outline-none data-disabled:cursor-default not-data-disabled:data-highlighted:bg-raise not-data-disabled:data-highlighted:shadow-[inset_2px_0_0_var(--focus)] forced-colors:not-data-disabled:data-highlighted:bg-[Highlight] forced-colors:not-data-disabled:data-highlighted:text-[HighlightText]"
    >
      <span className="min-w-0 grow">{renderOption ? renderOption(item) : labelOf(item)}</span>
      <Base.ItemIndicator>
        <Check aria-hidden className="size-4" />
      </Base.ItemIndicator>
    </Base.Item>
  );
}

/** The end of the input: a clear button and an arrow that indicates a list (the input itself opens it). */
export function ComboboxEnd() {
  const t = useTranslations('common.combobox');
  return (
    <div className="pointer-events-none absolute inset-y-0 end-2 flex items-center gap-1 text-ink-2">
      <Base.Clear
        aria-label={t('clear')}
        aria-labelledby={undefined}
        className="pointer-events-auto inline-flex size-7 cursor-pointer items-center justify-center rounded-control hover:bg-raise hover:text-ink"
      >
        <X aria-hidden className="size-4" />
      </Base.Clear>
      <ChevronDown aria-hidden className="size-4" />
    </div>
  );
}

/** Says that typed text was not chosen; announced when it appears. */
export function UnresolvedNotice({ children }: { children: ReactNode }) {
  return (
    <p role="status" className="text-small font-medium text-amber empty:sr-only">
      {children}
    </p>
  );
}

/** Whether the focus has moved somewhere other than the option list. */
export function hasLeftCombobox(to: EventTarget | null): boolean {
  return !(to instanceof Element && to.closest('[data-combobox-list]'));
}

type ChangeDetails = { reason: string; cancel: () => void; allowPropagation: () => void };

/**
 * Escape in a closed combobox would clear the choice. Here it does nothing and reaches the page, which may ask
 * whether to leave.
 */
export function isUndoneByEscape(details: ChangeDetails): boolean {
  if (details.reason !== 'escape-key') return false;
  details.cancel();
  details.allowPropagation();
  return true;
}
