'use client';

import { useEffect, useRef } from 'react';
import { type ShortcutKeys, shortcuts } from './shortcut-list';
import { areShortcutsOn } from './shortcut-setting';

/** Actions by shortcut: "n i" is n, then i; "?" and "/" are characters, whatever keys the layout needs for them. */
export type KeyBindings = Partial<Record<ShortcutKeys, (event: KeyboardEvent) => void>>;

const sequenceMillis = 1500;

/**
 * Binds single-character shortcuts. They do not fire in text fields, forms and dialogs, with a modifier key, or when
 * turned off (WCAG 2.1.4).
 */
export function useKeys(bindings: KeyBindings): void {
  const latest = useRef(bindings);
  useEffect(() => {
    latest.current = bindings;
  });

  useEffect(() => {
    let before = '';
    let beforeAt = 0;
    const onKey = (event: KeyboardEvent) => {
      const key = keyOf(event);
      if (key === null || isExcluded(event) || !areShortcutsOn()) return;
      const sequence = event.timeStamp - beforeAt < sequenceMillis ? `${before} ${key}` : key;
      // The second key of a sequence that another component binds is no shortcut of its own.
      const isSequence = shortcuts.some(({ keys }) => keys === sequence);
      const act = boundTo(latest.current, isSequence ? sequence : key);
      before = act ? '' : key;
      beforeAt = event.timeStamp;
      if (!act) return;
      event.preventDefault();
      act(event);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

function boundTo(bindings: KeyBindings, pressed: string): KeyBindings[ShortcutKeys] {
  const known = shortcuts.find(({ keys }) => keys === pressed);
  return known && bindings[known.keys];
}

function isExcluded({ defaultPrevented, isComposing, repeat, target }: KeyboardEvent): boolean {
  if (defaultPrevented || isComposing || repeat) return true;
  return target instanceof Element && target.closest(excludedSelector) !== null;
}

/** Checkboxes take no letters and are not excluded. Inside a form a shortcut could leave it. */
const excludedSelector = [
  'input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=reset])',
  'textarea',
  'select',
  '[contenteditable]',
  'form',
  '[role=dialog]',
  '[popover]',
].join();

/** The character, or on a non-Latin layout the Latin letter of the key. */
function keyOf({ key, code, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): string | null {
  if (ctrlKey || metaKey || altKey) return null;
  if (key === '?' || key === '/') return key;
  if (shiftKey) return null;
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  if (/^[ -~]$/.test(key)) return code === 'Slash' && key === '.' ? '/' : null;
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? null;
}
