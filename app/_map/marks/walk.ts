import type { Point } from '../frame/mercator';

export type Direction = 'left' | 'right' | 'up' | 'down';

const ahead = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] } as const;

/** The next point in a direction: near, and more ahead than aside; null if there is none. */
export function nextIn<T extends Point>(points: readonly T[], from: Point, direction: Direction): T | null {
  const [dx, dy] = ahead[direction];
  let best: T | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const point of points) {
    const along = (point.x - from.x) * dx + (point.y - from.y) * dy;
    const aside = Math.abs((point.x - from.x) * dy) + Math.abs((point.y - from.y) * dx);
    if (along < 1 || aside > 2 * along) continue;
    const distance = along + 2 * aside;
    if (distance < least) [best, least] = [point, distance];
  }
  return best;
}
