import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';

type Bar = { key: string; incidents: number; threats: number };

type HistogramProps = {
  bars: readonly Bar[];
  width: number;
  height: number;
  /** Bars outside of it are pale. */
  selected: { first: number; last: number } | null;
  /** Labels below the axis, by the bar at which they begin. */
  labels: readonly { at: number; text: string }[];
  format(value: number): string;
};

/** Space for the labels below and for the highest value above. */
export const axisHeight = 18;
const topSpace = 14;

/** Incidents as solid bars, with the threats of the same time outlined on top. */
export function Histogram({ bars, width, height, selected, labels, format }: HistogramProps) {
  const highest = max(bars, ({ incidents, threats }) => incidents + threats) ?? 0;
  const y = scaleLinear([0, Math.max(1, highest)], [height - axisHeight, topSpace]);
  const step = bars.length === 0 ? width : width / bars.length;
  const gap = step > 4 ? Math.min(2, step / 5) : 0;
  const base = y(0);
  return (
    <g className="plot">
      {highest > 0 && (
        <>
          <line className="plot-grid" x1={0} x2={width} y1={y(highest)} y2={y(highest)} />
          <text className="plot-label" x={0} y={y(highest) - 4}>
            {format(highest)}
          </text>
        </>
      )}
      {bars.map(({ key, incidents, threats }, index) => {
        const isPale = selected !== null && (index < selected.first || index > selected.last);
        const [x, size] = [index * step + gap / 2, Math.max(0.5, step - gap)];
        const top = y(incidents);
        return (
          <g key={key} className={isPale ? 'plot-pale' : undefined}>
            {incidents > 0 && <rect className="plot-solid" x={x} y={top} width={size} height={base - top} />}
            {threats > 0 && (
              <rect
                className={size > 3 ? 'plot-outlined' : 'plot-light'}
                x={size > 3 ? x + 0.5 : x}
                y={y(incidents + threats) + 0.5}
                width={size > 3 ? size - 1 : size}
                height={Math.max(0.5, top - y(incidents + threats) - 0.5)}
              />
            )}
          </g>
        );
      })}
      <line className="plot-axis" x1={0} x2={width} y1={base} y2={base} />
      {labels.map(({ at, text }) => (
        <text key={at} className="plot-label" x={at * step} y={height - 4}>
          {text}
        </text>
      ))}
    </g>
  );
}
