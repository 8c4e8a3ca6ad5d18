import type { CSSProperties } from 'react';
import { pixelsOf } from '../frame/mercator';
import type { Mark } from './mark';
import type { MarkLabel } from './place-labels';

type Style<N extends string> = CSSProperties & Record<N, string>;

type MarkItemProps = {
  mark: Mark;
  /** What the mark stands for, in words. */
  name: string;
  x: number;
  y: number;
  label: MarkLabel | undefined;
  /** The one mark that Tab reaches. */
  isActive: boolean;
  onShow: (isShown: boolean) => void;
  onFocus: () => void;
  onOpen: () => void;
};

/** One mark: an area where the place is known roughly, a button, and the name of the city. */
export function MarkItem(props: MarkItemProps) {
  const { mark, name, x, y, label, isActive, onShow, onFocus, onOpen } = props;
  const reach: Style<'--reach'> = { '--reach': String(pixelsOf(mark.radiusKm, mark.lat, 0)) };
  return (
    <li data-key={mark.key} style={{ transform: `translate(${x}px, ${y}px)` }}>
      {mark.radiusKm > 0 && (
        <span
          aria-hidden
          className="map-area"
          data-threatened={mark.missions.length > 0 || undefined}
          style={reach}
        />
      )}
      <button
        type="button"
        className="map-mark"
        aria-label={name}
        tabIndex={isActive ? 0 : -1}
        onPointerEnter={({ pointerType }) => pointerType === 'mouse' && onShow(true)}
        onPointerLeave={() => onShow(false)}
        onFocus={({ target }) => {
          onFocus();
          if (target.matches(':focus-visible')) onShow(true);
        }}
        onBlur={() => onShow(false)}
        onClick={onOpen}
      >
        <MarkSymbol mark={mark} />
      </button>
      {label && (
        <span
          aria-hidden
          className="map-label"
          style={label.isLeft ? { insetInlineEnd: label.gap } : { insetInlineStart: label.gap }}
        >
          {label.text}
        </span>
      )}
    </li>
  );
}

function MarkSymbol({ mark }: { mark: Mark }) {
  if (mark.missions.length > 0) return <MissionSymbol mark={mark} />;
  const [event] = mark.events;
  if (mark.count === 1 && event) return <EventSymbol kind={event.type} />;
  const size: Style<'--size'> = { '--size': `${1.25 + Math.min(1.25, Math.log10(mark.count) * 0.4)}rem` };
  return (
    <span aria-hidden className="map-cluster" data-threatened={mark.threatened > 0 || undefined} style={size}>
      {shortNumber(mark.count)}
    </span>
  );
}

function MissionSymbol({ mark }: { mark: Mark }) {
  const { missions, count } = mark;
  const isMany = missions.length > 1;
  const isAttacked = missions.some(({ underAttack }) => underAttack);
  const isGrave =
    isAttacked || missions.some(({ severity }) => severity === 'extreme' || severity === 'severe');
  return (
    <span aria-hidden>
      <span
        className="map-ring"
        data-many={isMany || undefined}
        data-grave={isGrave || undefined}
        data-attack={isAttacked || undefined}
      >
        {isMany && missions.length}
      </span>
      {count > missions.length && <span className="map-beside">{shortNumber(count)}</span>}
    </span>
  );
}

/** As in the list: an incident is a disc, a threat an outlined triangle. */
function EventSymbol({ kind }: { kind: 'incident' | 'threat' }) {
  return (
    <svg aria-hidden viewBox="0 0 14 14" className="map-event">
      {kind === 'incident' ? (
        <circle cx="7" cy="7" r="5.5" fill="currentColor" strokeWidth="1.5" />
      ) : (
        <path d="M7 1.6 13 12.4H1z" fill="var(--map-land)" stroke="currentColor" strokeWidth="2" />
      )}
    </svg>
  );
}

/** 950, 1.2k, 50k, 1M: a mark has room for four characters. */
function shortNumber(count: number): string {
  if (count < 1_000) return String(count);
  const [unit, sign] = count < 999_500 ? [1_000, 'k'] : [1_000_000, 'M'];
  const value = count / unit;
  return `${value < 9.95 ? Math.round(value * 10) / 10 : Math.round(value)}${sign}`;
}
