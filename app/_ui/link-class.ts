/** Classes of a link within text. */
export const linkClass = 'underline decoration-ink-3 underline-offset-2 hover:decoration-ink';
