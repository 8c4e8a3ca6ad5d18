'use client';

import { useLocale, useMessages } from 'next-intl';
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Basemap, BasemapDeps, Room } from '../basemap/basemap';
import { watchTheme } from '../basemap/colors';
import { constrain, worldView } from './box';
import { createLiveView, type LiveView } from './live-view';
import type { Size, View } from './mercator';

/** A driver that loses two contexts in this time (ms) is not asked for a third. */
const betweenLosses = 60_000;

type Move = { isAnimated: boolean; isOwn?: boolean };

type BasemapState = {
  /** Where the basemap is drawn. */
  ground: RefObject<HTMLDivElement | null>;
  /** The view after the last movement; null until the map has a size. */
  view: View | null;
  liveView: LiveView;
  /** `isOwn`: not a wish of the reader. */
  moveTo(view: View, move: Move): void;
  setMovable(isMovable: boolean): void;
  makeRoom(room: Room): void;
  isDrawn: boolean;
  /** Neither drawing could be loaded. */
  isFailed: boolean;
};

type UseBasemap = {
  size: Size | null;
  initial: View | null;
  /** The reader has moved the map. */
  onMoved(view: View): void;
};

/** Draws the basemap with WebGL, or without it where there is none or it is lost repeatedly, and follows its view. */
export function useBasemap({ size, initial, onMoved }: UseBasemap): BasemapState {
  const locale = useLocale();
  const { countries } = useMessages().places;
  const ground = useRef<HTMLDivElement>(null);
  const basemap = useRef<Basemap>(null);
  const [liveView] = useState(() => createLiveView(initial ?? { lon: 0, lat: 0, zoom: 0 }));
  const [view, setView] = useState<View | null>(null);
  const [isDrawn, setDrawn] = useState(false);
  // A new object draws the basemap again. */
  const [drawing, setDrawing] = useState({ hasWebGl: true });
  const [isFailed, setFailed] = useState(false);
  const isOwnMove = useRef(false);
  const room = useRef<Room | null>(null);
  const isMovable = useRef(true);
  const lostAt = useRef(Number.NEGATIVE_INFINITY);
  const isSized = size !== null;

  const report = useEffectEvent((next: View, isSettled: boolean) => {
    liveView.set(next);
    if (!isSettled) return;
    setView(next);
    const isOwn = isOwnMove.current;
    isOwnMove.current = false;
    if (!isOwn) onMoved(next);
  });
  const firstView = useEffectEvent((first: Size) => {
    const start = view ?? (initial ? constrain(initial, first) : worldView(first));
    liveView.set(start);
    setView(start);
    return start;
  });
  const currentSize = useEffectEvent(() => size);
  // Graphics drivers drop a context when a machine wakes up or another page exhausts them: a new one usually works.
  const recover = useEffectEvent(() => {
    const isFirst = performance.now() - lostAt.current > betweenLosses;
    lostAt.current = performance.now();
    setDrawn(false);
    setDrawing({ hasWebGl: isFirst });
  });

  useEffect(() => {
    const container = ground.current;
    const first = currentSize();
    if (!isSized || !container || !first) return;
    let isWanted = true;
    let made: Basemap | null = null;
    const deps: BasemapDeps = {
      container,
      view: firstView(first),
      size: first,
      locale,
      countries,
      isStill: window.matchMedia('(prefers-reduced-motion: reduce)').matches,
      onView: (next, isSettled) => report(next, isSettled),
      onDrawn: () => setDrawn(true),
      onLost: () => recover(),
    };
    createBasemap(drawing.hasWebGl, deps).then(
      (created) => {
        if (!isWanted) return created.remove();
        made = created;
        basemap.current = created;
        if (room.current) created.makeRoom(room.current);
        created.setMovable(isMovable.current);
        // The map may have been told to move, or resized, meanwhile.
        created.resize(currentSize() ?? first);
        created.moveTo(liveView.current(), false);
      },
      () => {
        if (!isWanted) return;
        if (drawing.hasWebGl) setDrawing({ hasWebGl: false });
        else setFailed(true);
      },
    );
    const stopWatching = watchTheme(() => basemap.current?.restyle());
    return () => {
      isWanted = false;
      stopWatching();
      basemap.current = null;
      made?.remove();
    };
  }, [isSized, drawing, locale, countries, liveView]);

  useEffect(() => {
    if (size) basemap.current?.resize(size);
  }, [size]);

  function moveTo(to: View, { isAnimated, isOwn = false }: Move): void {
    if (!size) return;
    const next = constrain(to, size);
    isOwnMove.current = isOwn;
    if (basemap.current) basemap.current.moveTo(next, isAnimated);
    else report(next, true);
  }
  return {
    ground,
    view,
    liveView,
    moveTo,
    setMovable(next) {
      isMovable.current = next;
      basemap.current?.setMovable(next);
    },
    makeRoom(next) {
      room.current = next;
      basemap.current?.makeRoom(next);
    },
    isDrawn,
    isFailed,
  };
}

async function createBasemap(hasWebGl: boolean, deps: BasemapDeps): Promise<Basemap> {
  if (hasWebGl && document.createElement('canvas').getContext('webgl2') !== null) {
    const { createWebGlBasemap } = await import('../basemap/webgl-basemap');
    return createWebGlBasemap(deps);
  }
  const { createDrawnBasemap } = await import('../basemap/drawn-basemap');
  return createDrawnBasemap(deps);
}
