import type { Point } from '../frame/mercator';
import type { Mark } from './mark';

/** The name of a city beside a mark; `written` as in the record. */
export type MarkLabel = { text: string; written: string; isLeft: boolean; gap: number };

const charWidth = 6.9;
const height = 15;

type Rectangle = { left: number; right: number; top: number; bottom: number };
type Placed = Point & { mark: Mark };

/** Names the cities of missions under threat, as far as their names cover neither each other nor marks. */
export function placeLabels(
  placed: readonly Placed[],
  nameOf: (city: string, host: string) => string,
): Map<string, MarkLabel> {
  const taken = placed.map(({ x, y, mark }): Rectangle & { key: string } => ({
    key: mark.key,
    left: x - 12,
    right: x + (mark.count > mark.missions.length && mark.missions.length > 0 ? 26 : 12),
    top: y - 11,
    bottom: y + 12,
  }));
  const labels = new Map<string, MarkLabel>();
  for (const { x, y, mark } of placed) {
    const [mission] = mark.missions;
    if (!mission?.city) continue;
    const text = nameOf(mission.city, mission.host);
    const width = text.length * charWidth;
    const gap = mark.missions.length > 1 ? 18 : 15;
    const beside = mark.count > mark.missions.length ? 14 : 0;
    for (const isLeft of [false, true]) {
      const left = isLeft ? x - gap - width : x + gap + beside;
      const rectangle = { left, right: left + width, top: y - height / 2, bottom: y + height / 2 };
      if (taken.some((one) => one.key !== mark.key && overlap(one, rectangle))) continue;
      labels.set(mark.key, { text, written: mission.city, isLeft, gap: isLeft ? gap : gap + beside });
      taken.push({ ...rectangle, key: mark.key });
      break;
    }
  }
  return labels;
}

function overlap(a: Rectangle, b: Rectangle): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
