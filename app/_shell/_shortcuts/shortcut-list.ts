/** Every shortcut listed in the help. Single keys and sequences of two are bound by `useKeys`. */
export const shortcuts = [
  { keys: 'n t', does: 'logThreat' },
  { keys: 'n i', does: 'logIncident' },
  { keys: 'n l', does: 'logLike' },
  { keys: 'g b', does: 'board' },
  { keys: 'g v', does: 'review' },
  { keys: 'g h', does: 'handover' },
  { keys: 'a', does: 'attack' },
  { keys: '/', does: 'search' },
  { keys: 'j', does: 'next' },
  { keys: 'k', does: 'previous' },
  { keys: 'x', does: 'select' },
  { keys: 'b', does: 'changeSelected' },
  { keys: 'm', does: 'merge' },
  { keys: 'e', does: 'extend' },
  { keys: 'o', does: 'outcome' },
  { keys: 'c', does: 'confirm' },
  { keys: 'r', does: 'revert' },
  { keys: 's', does: 'skip' },
  { keys: 't', does: 'takeOver' },
  { keys: '?', does: 'help' },
] as const;

/** Special keys and combinations, handled by the components themselves. */
export const specialKeys = [
  { keys: ['↓', '↑'], joined: 'or', does: 'rows' },
  { keys: ['Home', 'End'], joined: 'or', does: 'ends' },
  { keys: ['Shift', '↓'], joined: 'with', does: 'selectRange' },
  { keys: ['Ctrl', 'A'], joined: 'with', does: 'selectAll' },
  { keys: ['Enter'], joined: 'or', does: 'open' },
  { keys: ['Esc'], joined: 'or', does: 'close' },
  { keys: ['Ctrl', 'Enter'], joined: 'with', does: 'save' },
  { keys: ['Ctrl', 'K'], joined: 'with', does: 'palette' },
] as const;

/** A shortcut that is missing from the help cannot be bound. */
export type ShortcutKeys = (typeof shortcuts)[number]['keys'];
