'use client';

import { type KeyboardEvent, type PointerEvent, useEffect, useState } from 'react';
import type { Selection } from './selection';

/** After a pause in pressing keys a selection is applied. */
const debounceMillis = 400;
const pageStep = 10;

export type Edge = 'first' | 'last';

type Brush = {
  count: number;
  applied: Selection | null;
  apply(selection: Selection | null): void;
};

/** Selects buckets by dragging over them, or with two handles and the keyboard. Positions are 0 to 1. */
export function useBrush({ count, applied, apply }: Brush) {
  const [draft, setDraft] = useState<{ selection: Selection; anchor: number | null } | null>(null);
  const isTyped = draft !== null && draft.anchor === null;
  useEffect(() => {
    if (!isTyped) return;
    const timer = setTimeout(() => {
      apply(withoutAll(draft.selection, count));
      setDraft(null);
    }, debounceMillis);
    return () => clearTimeout(timer);
  }, [draft, isTyped, apply, count]);

  const selection = draft?.selection ?? applied;
  const whole = { first: 0, last: count - 1 };
  const bucketAt = ({ currentTarget, clientX }: PointerEvent<SVGElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    return clamp(Math.floor(((clientX - left) / width) * count), count);
  };

  return {
    selection,
    pointer: {
      onPointerDown(event: PointerEvent<SVGElement>) {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const at = bucketAt(event);
        setDraft({ selection: { first: at, last: at }, anchor: at });
      },
      onPointerMove(event: PointerEvent<SVGElement>) {
        if (draft?.anchor === null || draft === null) return;
        const at = bucketAt(event);
        const selection = { first: Math.min(at, draft.anchor), last: Math.max(at, draft.anchor) };
        setDraft({ ...draft, selection });
      },
      onPointerUp() {
        if (draft === null || draft.anchor === null) return;
        apply(withoutAll(draft.selection, count));
        setDraft(null);
      },
      onPointerCancel: () => setDraft(null),
    },
    /** Arrow keys move a handle by one bucket, Page Up and Page Down by ten, Home and End to an end; Escape clears. */
    onKeyDown(event: KeyboardEvent, edge: Edge) {
      if (event.key === 'Escape' && selection !== null) {
        event.stopPropagation();
        setDraft(null);
        apply(null);
        return;
      }
      const now = selection ?? whole;
      const to = movedTo(event.key, now[edge], count);
      if (to === null) return;
      event.preventDefault();
      const moved =
        edge === 'first'
          ? { ...now, first: Math.min(to, now.last) }
          : { ...now, last: Math.max(to, now.first) };
      setDraft({ selection: moved, anchor: null });
    },
  };
}

function movedTo(key: string, at: number, count: number): number | null {
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowDown: -1,
    ArrowRight: 1,
    ArrowUp: 1,
    PageDown: -pageStep,
    PageUp: pageStep,
    Home: -count,
    End: count,
  };
  const step = steps[key];
  return step === undefined ? null : clamp(at + step, count);
}

function clamp(bucket: number, count: number): number {
  return Math.max(0, Math.min(count - 1, bucket));
}

/** All buckets are no selection. */
function withoutAll(selection: Selection, count: number): Selection | null {
  return selection.first === 0 && selection.last === count - 1 ? null : selection;
}
