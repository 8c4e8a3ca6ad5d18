import type { View } from './mercator';

/** The view while it moves: marks follow it frame by frame without React. */
export type LiveView = {
  current(): View;
  set(view: View): void;
  subscribe(onView: (view: View) => void): () => void;
};

export function createLiveView(initial: View): LiveView {
  let view = initial;
  const listeners = new Set<(view: View) => void>();
  return {
    current: () => view,
    set(next) {
      view = next;
      for (const listener of listeners) listener(next);
    },
    subscribe(onView) {
      listeners.add(onView);
      return () => listeners.delete(onView);
    },
  };
}
