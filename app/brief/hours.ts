/** The periods of a brief, in hours. */
export const briefHours = [24, 168] as const;
