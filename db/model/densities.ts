/** The heights of the rows of a list. */
export const densities = ['comfortable', 'compact'] as const;
