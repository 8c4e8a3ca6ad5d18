'use client';

import type { KeyboardEvent, MouseEvent } from 'react';
import { useMayWrite } from '../../_session/viewer';
import { useSelection } from './use-selection';

type Options = {
  /** The ids of the list, in order. */
  rows: readonly string[];
  /** The row with the focus. */
  active: string | null;
  /** Moves the focus by this many rows; returns the row that has it then. */
  step: (by: number) => string | undefined;
};

/** Selects rows by keys and mouse. Null for readers who may not change records. */
export function useRowSelection({ rows, active, step }: Options) {
  const { selection, change } = useSelection();
  if (!useMayWrite()) return null;

  const extendTo = (id: string) => change({ type: 'extend', id, from: active, rows });
  const toggleActive = () => active !== null && change({ type: 'toggle', id: active });

  /** Returns whether the key was meant for the selection. */
  function takeKey({ key, shiftKey, ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean {
    if (altKey) return false;
    if (key.toLowerCase() === 'a' && ctrlKey !== metaKey && !shiftKey) {
      change({ type: 'wantAll' });
      return true;
    }
    const by = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
    if (!shiftKey || ctrlKey || metaKey) return false;
    if (key === ' ' && !isCheckbox(target)) {
      toggleActive();
      return true;
    }
    if (by === 0) return false;
    const id = step(by);
    if (id !== undefined) extendTo(id);
    return true;
  }

  const clicks = {
    // Shift with a click would mark the text between.
    onMouseDown: (event: MouseEvent) => event.shiftKey && event.preventDefault(),
    /** Before the row, which a plain click opens. */
    onClickCapture(event: MouseEvent) {
      const { target, shiftKey, ctrlKey, metaKey } = event;
      if (!(target instanceof Element)) return;
      const row = target.closest('article');
      const id = row?.dataset.id;
      const isBox = target.closest('.row-check') !== null;
      const isToggle = isBox || ((ctrlKey || metaKey) && target.closest('a') === null);
      if (id === undefined || !(isToggle || shiftKey)) return;
      event.stopPropagation();
      if (!isBox) event.preventDefault();
      if (shiftKey) extendTo(id);
      else change({ type: 'toggle', id });
      document.getElementById(`row-${id}`)?.focus({ preventScroll: true });
    },
  };
  return { ...selection, toggleActive, takeKey, clicks };
}

function isCheckbox(target: EventTarget): boolean {
  return target instanceof HTMLInputElement;
}
