'use client';

import { useEffect, useState } from 'react';
import { useOpenRecord } from '../_record/use-open-record';
import { useIsWide } from '../use-is-wide';
import { closeSlots, onClosedSlots } from './closed-slots';
import { type SlotName, slotNames } from './slots';

/** The part of the board that a narrow window shows below the threats. */
export type View = 'list' | SlotName;

export type Side = {
  /** Whether a slot shows its content: opened by the reader, or chosen in a narrow window. */
  isShown(name: SlotName): boolean;
  /** Closes a slot to a line, or opens it. It is remembered. */
  toggle(name: SlotName): void;
  /** `rail`: every slot is closed, and their lines stand upright. */
  width: 'open' | 'rail';
  isWide: boolean;
  view: View;
  setView(view: View): void;
};

/** The state of the third column; `initial` are the slots that were closed when the page was drawn. */
export function useSide(initial: readonly SlotName[]): Side {
  const [closed, setClosed] = useState(initial);
  const [view, setView] = useState<View>('list');
  const isWide = useIsWide();
  const { ref } = useOpenRecord();
  useEffect(() => onClosedSlots(setClosed), []);
  return {
    isShown: (name) => (isWide ? !closed.includes(name) : view === name),
    toggle(name) {
      closeSlots(closed.includes(name) ? closed.filter((one) => one !== name) : [...closed, name]);
    },
    width: ref === null && closed.length === slotNames.length ? 'rail' : 'open',
    isWide,
    view: isWide ? 'list' : view,
    setView,
  };
}
