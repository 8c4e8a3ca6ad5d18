/** The periods to choose from beside that since the last handover, in hours. */
export const periods = [8, 12, 24, 168] as const;
