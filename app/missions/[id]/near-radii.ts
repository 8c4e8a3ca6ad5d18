/** In km. */
export const nearRadii = [1, 5, 10, 25, 50] as const;

/** The radius in the address, else 5 km. */
export function radiusIn(given: unknown): number {
  return nearRadii.find((km) => String(km) === given) ?? 5;
}
