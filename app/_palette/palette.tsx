'use client';

import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { useViewerId } from '../_session/viewer';
import { matchesWords } from './match-words';
import { PaletteOption } from './palette-option';
import { recentKeys, rememberKey } from './recent-keys';
import { type GroupName, groups, type Target } from './target';
import { useFixedTargets } from './use-fixed-targets';
import { useRecent } from './use-recent';
import { useRecordTargets } from './use-record-targets';
import { useSearch } from './use-search';

type PaletteProps = {
  onClose: () => void;
  onHelp: () => void;
  /** The element to focus when the page stays. */
  returnTo: () => HTMLElement | null;
};

type Group = { value: GroupName; items: readonly Target[] };

const maxOf: Partial<Record<GroupName, number>> = { actions: 8, pages: 6, countries: 6 };

/** Finds an action, a page or a record by its words, and does it or goes there. */
export default function Palette({ onClose, onHelp, returnTo }: PaletteProps) {
  const t = useTranslations('shell.palette');
  const [typed, setTyped] = useState('');
  const { targetsOf, isSearching, hasFailed } = useTargets(typed, onHelp);
  const viewer = useViewerId();
  const isLeaving = useRef(false);
  const shown: Group[] = groups.flatMap((value) => {
    const items = targetsOf(value);
    return items.length > 0 ? [{ value, items }] : [];
  });

  function choose(target: Target): void {
    if (target.key !== 'search') rememberKey(viewer, target.key);
    isLeaving.current = target.isHere !== true;
    onClose();
    target.run();
  }

  const words = hasFailed
    ? t('failed')
    : isSearching
      ? t('searching')
      : shown.length === 0
        ? t('none')
        : null;
  return (
    <Dialog.Root open onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-shade" />
        <Dialog.Popup
          finalFocus={() => (isLeaving.current ? false : returnTo())}
          className="fixed inset-x-0 top-[10dvh] z-50 mx-auto flex max-h-[min(38rem,80dvh)] w-[min(40rem,100vw-1.5rem)] flex-col overflow-hidden rounded-card border border-edge bg-sheet text-ink shadow-lg shadow-shade outline-none max-sm:top-[calc(0.75rem+var(--banner))]"
        >
          <Dialog.Title className="sr-only">{t('title')}</Dialog.Title>
          <Autocomplete.Root
            open
            inline
            mode="none"
            autoHighlight="always"
            keepHighlight
            items={shown}
            filter={null}
            value={typed}
            onValueChange={(text, { reason }) => reason === 'input-change' && setTyped(text)}
            itemToStringValue={({ label }) => label}
          >
            <div className="flex items-center gap-2.5 border-b border-line px-4">
              <Search aria-hidden className="size-[1.125rem] shrink-0 text-ink-3" />
              <Autocomplete.Input
                aria-label={t('title')}
                placeholder={t('placeholder')}
                className="min-h-12 w-full min-w-0 bg-transparent text-lead outline-none placeholder:text-ink-3"
              />
            </div>
            <Autocomplete.List className="min-h-0 grow scroll-py-2 overflow-y-auto overscroll-contain py-1.5 outline-none">
              {({ value, items }: Group) => (
                <Autocomplete.Group key={value} items={items} className="pb-1.5">
                  <Autocomplete.GroupLabel className="px-4 pt-1.5 pb-1 text-small font-medium text-ink-2">
                    {t(`groups.${value}`)}
                  </Autocomplete.GroupLabel>
                  <Autocomplete.Collection>
                    {(target: Target) => (
                      <PaletteOption key={target.key} target={target} onChoose={() => choose(target)} />
                    )}
                  </Autocomplete.Collection>
                </Autocomplete.Group>
              )}
            </Autocomplete.List>
            <Autocomplete.Status className="border-t border-line px-4 py-2 text-small text-ink-2 empty:hidden">
              {words}
            </Autocomplete.Status>
          </Autocomplete.Root>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/**
 * The targets of each group for the typed text. While nothing is typed the recent ones come first; countries and
 * preferences, which would fill the list, are found by their names only.
 */
function useTargets(typed: string, onHelp: () => void) {
  const viewer = useViewerId();
  const [keys] = useState(() => recentKeys(viewer));
  const recent = useRecent(keys);
  const { found, isSearching, hasFailed } = useSearch(typed);
  const targetOf = useRecordTargets();
  const fixed = useFixedTargets(onHelp)(typed);
  const isBlank = typed.trim() === '';
  const records = found.map(targetOf);
  const isFound = ({ group, label }: Target) =>
    isBlank ? group !== 'countries' : matchesWords(label, typed);
  const byRecent = keys.flatMap((key) => {
    const record = recent.get(key);
    return (record && targetOf(record)) ?? fixed.find((one) => one.key === key) ?? [];
  });
  const others = [...records, ...fixed.filter(isFound)].filter(({ key }) => !isBlank || !keys.includes(key));

  function targetsOf(group: GroupName): Target[] {
    if (group === 'recent') return isBlank ? byRecent : [];
    const all = others.filter((one) => one.group === group);
    return isBlank ? all : all.slice(0, maxOf[group]);
  }
  return { targetsOf, isSearching, hasFailed };
}
