'use client';

import {
  type CSSProperties,
  type KeyboardEvent,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Room } from '../basemap/basemap';
import { type Box, maxZoom, viewOf } from '../frame/box';
import type { LiveView } from '../frame/live-view';
import { type Point, project, type Size, type View } from '../frame/mercator';
import { useOpenEvent } from '../use-open-event';
import { isPlace, type Mark } from './mark';
import { MarkCard } from './mark-card';
import { MarkItem } from './mark-item';
import { placeLabels } from './place-labels';
import { useKeptFocus } from './use-kept-focus';
import { useMarkName } from './use-mark-name';
import { type Direction, nextIn } from './walk';

type MarkLayerProps = {
  label: string;
  marks: readonly Mark[];
  view: View;
  liveView: LiveView;
  size: Size;
  search: string;
  /** While a box is drawn, marks take no clicks. */
  isCovered: boolean;
  onMove: (view: View) => void;
  onOpen?: (eventRef: string) => void;
  onBox?: (box: string | null) => void;
  /** What the names of the basemap must leave free. */
  onRoom: (room: Room) => void;
};

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** The marks, as a list of buttons: arrow keys walk it, Enter opens, + and − zoom, Escape leaves. */
export function MarkLayer(props: MarkLayerProps) {
  const { label, marks, view, liveView, size, search, isCovered, onMove, onRoom } = props;
  const list = useRef<HTMLUListElement>(null);
  const openEvent = useOpenEvent(props.onOpen);
  const markName = useMarkName();
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const [shownKey, setShownKey] = useState<string | null>(null);
  const [pinnedKey, setPinnedKey] = useState<string | null>(null);

  const placed = useMemo(() => {
    const near = (at: { x: number; y: number }) =>
      Math.abs(at.x - size.width / 2) < size.width && Math.abs(at.y - size.height / 2) < size.height;
    return marks.map((mark) => ({ mark, ...project(view, size, mark) })).filter(near);
  }, [marks, view, size]);
  const labels = useMemo(() => placeLabels(placed, markName.cityOf), [placed, markName.cityOf]);
  const active = placed.find(({ mark }) => mark.key === activeKey) ?? placed[0];
  const pinned = placed.find(({ mark }) => mark.key === pinnedKey)?.mark;
  const shown = pinned ?? placed.find(({ mark }) => mark.key === shownKey)?.mark;

  const makeRoom = useEffectEvent(onRoom);
  useEffect(() => {
    makeRoom({
      obstacles: placed.map(({ mark }) => ({
        lon: mark.lon,
        lat: mark.lat,
        label: labels.get(mark.key) ?? null,
      })),
      names: [...labels.values()].map(({ written }) => written),
    });
  }, [placed, labels]);

  const focused = useKeptFocus(list, placed, (lost) => {
    const at = project(view, size, lost);
    const [near] = [...placed].sort((a, b) => distance(a, at) - distance(b, at));
    if (near) focus(near.mark);
  });

  const follow = useEffectEvent((now: View) => {
    if (!list.current) return;
    list.current.style.setProperty('--scale', String(2 ** now.zoom));
    const items = list.current.children;
    placed.forEach(({ mark }, index) => {
      const item = items[index];
      const { x, y } = project(now, size, mark);
      if (item instanceof HTMLElement) item.style.transform = `translate(${x}px, ${y}px)`;
    });
  });
  useEffect(() => liveView.subscribe((now) => follow(now)), [liveView]);

  function focus(mark: Mark): void {
    setActiveKey(mark.key);
    list.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(mark.key)}"] button`)?.focus({
      preventScroll: true,
    });
  }
  function walk(direction: Direction): void {
    const next = active && nextIn(placed, active, direction);
    if (!next) return;
    focus(next.mark);
    const isInside = next.x > 24 && next.x < size.width - 24 && next.y > 24 && next.y < size.height - 24;
    if (!isInside) onMove({ ...view, lon: next.mark.lon, lat: next.mark.lat });
  }
  function zoom(by: number): void {
    const centre = active ? { lon: active.mark.lon, lat: active.mark.lat } : {};
    onMove({ ...view, ...centre, zoom: view.zoom + by });
  }
  function open(mark: Mark): void {
    const [mission] = mark.missions;
    const [event] = mark.events;
    const isOne = mark.missions.length + mark.count === 1;
    if (isOne && mission) openEvent(mission.leading);
    else if (isOne && event) openEvent(event.ref);
    else if (mark.missions.length === 0 && canSeparate(mark, view)) showApart(mark.box);
    else setPinnedKey(mark.key);
  }
  function showApart(box: Box): void {
    const next = viewOf(box, size, 60);
    onMove({ ...next, zoom: Math.max(view.zoom + 1, Math.min(next.zoom, maxZoom)) });
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const direction = directions[event.key];
    if (direction) walk(direction);
    else if (event.key === '+' || event.key === '=') zoom(1);
    else if (event.key === '-') zoom(-1);
    else if (event.key === 'Escape') {
      setShownKey(null);
      focused.current = null;
      if (event.target instanceof HTMLElement) event.target.blur();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const scale: CSSProperties & Record<'--scale', string> = { '--scale': String(2 ** view.zoom) };
  return (
    <>
      <ul
        ref={list}
        aria-label={label}
        className="map-marks"
        style={scale}
        inert={isCovered}
        onKeyDown={onKeyDown}
      >
        {placed.map(({ mark, x, y }) => (
          <MarkItem
            key={mark.key}
            mark={mark}
            name={markName.nameOf(mark)}
            x={x}
            y={y}
            label={labels.get(mark.key)}
            isActive={mark.key === active?.mark.key}
            onShow={(isShown) => setShownKey(isShown ? mark.key : null)}
            onFocus={() => {
              focused.current = mark;
              setActiveKey(mark.key);
            }}
            onOpen={() => open(mark)}
          />
        ))}
      </ul>
      {shown && !isCovered && (
        <MarkCard
          key={shown.key}
          mark={shown}
          at={project(view, size, shown)}
          size={size}
          search={search}
          isPinned={shown === pinned}
          onClose={() => {
            setPinnedKey(null);
            setShownKey(null);
            focus(shown);
          }}
          onOpen={openEvent}
          onZoom={isPlace(shown.box) ? null : () => showApart(shown.box)}
          onBox={props.onBox}
        />
      )}
    </>
  );
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** Whether a closer view shows the members of a mark apart. */
function canSeparate({ box }: Mark, view: View): boolean {
  return !isPlace(box) && view.zoom < maxZoom - 0.5;
}
