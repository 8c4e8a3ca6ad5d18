/** Every shortcut, as the help shows it. What is of one plain key or of two in turn is bound by `useKeys`. */
export const shortcuts = [
  { keys: 'n t', does: 'logThreat' },
  { keys: 'n i', does: 'logIncident' },
  { keys: 'g b', does: 'board' },
  { keys: '/', does: 'search' },
  { keys: 'j', does: 'next' },
  { keys: 'k', does: 'previous' },
  { keys: '?', does: 'help' },
] as const;

/** Those of one stroke that are no plain character, which fields and dialogs know too. */
export const strokes = [
  { keys: ['↓', '↑'], joined: 'or', does: 'rows' },
  { keys: ['Home', 'End'], joined: 'or', does: 'ends' },
  { keys: ['Enter'], joined: 'or', does: 'open' },
  { keys: ['Esc'], joined: 'or', does: 'close' },
  { keys: ['Ctrl', 'Enter'], joined: 'with', does: 'save' },
] as const;

/** A shortcut that the help does not show cannot be bound. */
export type ShortcutKeys = (typeof shortcuts)[number]['keys'];
