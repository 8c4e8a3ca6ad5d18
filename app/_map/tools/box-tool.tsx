'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import { type Box, boxBetween, boxText, cornersOf } from '../frame/box';
import type { LiveView } from '../frame/live-view';
import type { Point, Size, View } from '../frame/mercator';

type BoxToolProps = {
  view: View;
  liveView: LiveView;
  size: Size;
  /** The box of the filter. */
  applied: Box | null;
  /** Whether a drag draws a box, and the keyboard moves one. */
  isOn: boolean;
  setOn: (isOn: boolean) => void;
  setMovable: (isMovable: boolean) => void;
  search: string;
  onBox?: (box: string | null) => void;
  /** The whole map, in which a drag with Shift draws a box too. */
  frame: RefObject<HTMLElement | null>;
  /** No box can be drawn. */
  isOff: boolean;
};

type Draft = { from: Point; to: Point };

const minPixels = 6;
const step = 16;

/** Draws the box of the filter, and lets the reader draw another: by a drag with Shift, or with the button. */
export function BoxTool(props: BoxToolProps) {
  const { view, liveView, size, applied, isOn, setOn, setMovable, search, onBox, frame, isOff } = props;
  const t = useTranslations('map');
  const router = useRouter();
  const [draft, drawDraft] = useState<Draft | null>(null);
  // A key may come before the box that it moves is drawn.
  const latest = useRef<Draft | null>(null);
  const [isDragging, setDragging] = useState(false);
  const surface = useRef<HTMLDivElement>(null);

  function setDraft(next: Draft | null): void {
    latest.current = next;
    drawDraft(next);
  }
  function finish(done: Draft | null): void {
    setDraft(null);
    setDragging(false);
    setOn(false);
    setMovable(true);
    if (
      !done ||
      Math.abs(done.from.x - done.to.x) < minPixels ||
      Math.abs(done.from.y - done.to.y) < minPixels
    )
      return;
    const box = boxText(boxBetween(view, size, done.from, done.to));
    if (onBox) {
      onBox(box);
      return;
    }
    const query = new URLSearchParams(search);
    query.set('bbox', box);
    router.push(`/?${query}`);
  }

  const begin = useEffectEvent((event: PointerEvent) => {
    if (isOff || event.button !== 0 || !(isOn || event.shiftKey)) return;
    const at = pointIn(frame.current, event);
    if (!at) return;
    event.stopPropagation();
    event.preventDefault();
    setMovable(false);
    setDraft({ from: at, to: at });
    setDragging(true);
  });
  const drag = useEffectEvent((event: PointerEvent) => {
    const at = pointIn(frame.current, event);
    if (isDragging && latest.current && at) setDraft({ ...latest.current, to: at });
  });
  const end = useEffectEvent((isDone: boolean) => {
    if (isDragging) finish(isDone ? latest.current : null);
  });
  // The basemap would move with the mouse.
  const keepFromBasemap = useEffectEvent((event: MouseEvent) => {
    if (!isOff && (isOn || event.shiftKey)) event.stopPropagation();
  });
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const listening = new AbortController();
    const { signal } = listening;
    element.addEventListener('pointerdown', (event) => begin(event), { signal, capture: true });
    element.addEventListener('mousedown', (event) => keepFromBasemap(event), { signal, capture: true });
    window.addEventListener('pointermove', (event) => drag(event), { signal });
    window.addEventListener('pointerup', () => end(true), { signal });
    window.addEventListener('pointercancel', () => end(false), { signal });
    return () => listening.abort();
  }, [frame]);

  const start = useEffectEvent(() => {
    setDraft({
      from: { x: Math.round(size.width * 0.25), y: Math.round(size.height * 0.25) },
      to: { x: Math.round(size.width * 0.75), y: Math.round(size.height * 0.75) },
    });
    surface.current?.focus({ preventScroll: true });
  });
  useEffect(() => {
    if (isOn) start();
  }, [isOn]);

  function onKeyDown(event: KeyboardEvent): void {
    const by = arrows[event.key];
    if (event.key === 'Escape') finish(null);
    else if (event.key === 'Enter') finish(latest.current);
    else if (by && latest.current) {
      const { from, to } = latest.current;
      const move = (point: Point): Point => ({
        x: Math.max(0, Math.min(size.width, point.x + by[0] * step)),
        y: Math.max(0, Math.min(size.height, point.y + by[1] * step)),
      });
      setDraft({ from: event.shiftKey ? from : move(from), to: move(to) });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const drawn = draft && {
    left: Math.min(draft.from.x, draft.to.x),
    top: Math.min(draft.from.y, draft.to.y),
    width: Math.abs(draft.from.x - draft.to.x),
    height: Math.abs(draft.from.y - draft.to.y),
  };
  return (
    <>
      {applied && !draft && <AppliedBox box={applied} view={view} liveView={liveView} size={size} />}
      {isOn && (
        // biome-ignore lint/a11y/useSemanticElements: no element is a surface to draw on.
        <div
          ref={surface}
          role="group"
          aria-label={t('boxKeys')}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move the box.
          tabIndex={0}
          className="absolute inset-0 cursor-crosshair touch-none focus-visible:outline-offset-[-2px]"
          onKeyDown={onKeyDown}
        />
      )}
      {drawn && <div aria-hidden className="map-box" data-box="drawn" style={drawn} />}
      {isOn && (
        <p className="map-note absolute inset-x-3 top-3 mx-auto w-fit max-w-[calc(100%-6rem)]" aria-hidden>
          {t('boxHint')}
        </p>
      )}
    </>
  );
}

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function AppliedBox({
  box,
  view,
  liveView,
  size,
}: Pick<BoxToolProps, 'view' | 'liveView' | 'size'> & { box: Box }) {
  const element = useRef<HTMLDivElement>(null);
  const follow = useEffectEvent((now: View) => {
    if (element.current) Object.assign(element.current.style, styleOf(now, size, box));
  });
  useEffect(() => liveView.subscribe((now) => follow(now)), [liveView]);
  return (
    <div ref={element} aria-hidden className="map-box" data-applied="" style={styleOf(view, size, box)} />
  );
}

function styleOf(view: View, size: Size, box: Box) {
  const { left, right, top, bottom } = cornersOf(view, size, box);
  return { left: `${left}px`, top: `${top}px`, width: `${right - left}px`, height: `${bottom - top}px` };
}

/** The point within the map; null where a control lies. */
function pointIn(frame: HTMLElement | null, { clientX, clientY, target }: PointerEvent): Point | null {
  if (!frame || (target instanceof Element && target.closest('[data-control]'))) return null;
  const { left, top, width, height } = frame.getBoundingClientRect();
  return {
    x: Math.max(0, Math.min(width, clientX - left)),
    y: Math.max(0, Math.min(height, clientY - top)),
  };
}
