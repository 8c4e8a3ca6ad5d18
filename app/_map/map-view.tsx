'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { useMapData } from './data/use-map-data';
import type { EventMapProps } from './event-map';
import { boxAround, boxOf, contains, parseBox, tilesOf, viewOf, worldView } from './frame/box';
import { keepView, readView } from './frame/kept-view';
import type { View } from './frame/mercator';
import { useBasemap } from './frame/use-basemap';
import { useSize } from './frame/use-size';
import { groupMarks } from './marks/group-marks';
import { isCluster } from './marks/mark';
import { MarkLayer } from './marks/mark-layer';
import { Pulses } from './marks/pulses';
import { BoxTool } from './tools/box-tool';
import { Caption } from './tools/caption';
import { Toolbar } from './tools/toolbar';

const fitMargin = 44;

/** The map itself; see `EventMap`. */
export default function MapView({
  label,
  search,
  revision,
  keepAs,
  onOpen,
  onBox,
  isPlain = false,
}: Omit<EventMapProps, 'className'>) {
  const t = useTranslations('map');
  const frame = useRef<HTMLDivElement>(null);
  const size = useSize(frame);
  const [kept] = useState(() => readView(keepAs ?? null));
  const [isMoved, setMoved] = useState(kept !== null);
  const {
    ground,
    view,
    liveView,
    moveTo,
    setMovable,
    makeRoom,
    isDrawn,
    isFailed: hasNoGround,
  } = useBasemap({
    size,
    initial: kept,
    onMoved(moved) {
      setMoved(true);
      keepView(keepAs ?? null, moved);
    },
  });
  const tiles = view && size ? tilesOf(view, size) : null;
  const { whole, shown, arrivals, isFailed, retry } = useMapData(search, tiles, revision);

  const step = view ? Math.floor(view.zoom * 2) / 2 : 0;
  const marks = useMemo(() => (shown ? groupMarks(shown.features, step) : []), [shown, step]);
  const filterBox = useMemo(() => parseBox(new URLSearchParams(search).get('bbox') ?? undefined), [search]);
  const [isBoxing, setBoxing] = useState(false);

  const home = useMemo((): View | null => {
    if (!size || !whole) return null;
    const box =
      filterBox ??
      boxAround(
        whole.features.map(({ geometry }) => ({
          lon: geometry.coordinates[0],
          lat: geometry.coordinates[1],
        })),
      );
    // A map of a few lines has no room for the full margin.
    const margin = Math.min(filterBox ? 16 : fitMargin, Math.min(size.width, size.height) / 6);
    return box ? viewOf(box, size, margin) : worldView(size);
  }, [size, whole, filterBox]);
  // Until the reader moves it, the map follows the filter.
  const goHome = useEffectEvent((to: View) => moveTo(to, { isAnimated: isDrawn, isOwn: true }));
  useEffect(() => {
    if (home && !isMoved) goHome(home);
  }, [home, isMoved]);

  const inFrame = view && size ? boxOf(view, size) : null;
  const isExact = shown?.features.every((feature) => !isCluster(feature)) === true;
  const visible =
    inFrame && isExact
      ? marks.reduce((sum, mark) => (contains(inFrame, mark) ? sum + mark.count : sum), 0)
      : null;

  function fit(): void {
    setMoved(false);
    keepView(keepAs ?? null, null);
    if (home) moveTo(home, { isAnimated: true, isOwn: true });
  }

  return (
    <div ref={frame} className="absolute inset-0" data-drawn={isDrawn || undefined}>
      <div ref={ground} className="map-basemap" />
      {view && size && (
        <>
          <MarkLayer
            label={t('marks', { label })}
            marks={marks}
            view={view}
            liveView={liveView}
            size={size}
            search={search}
            isCovered={isBoxing}
            onMove={(to) => moveTo(to, { isAnimated: true })}
            onOpen={onOpen}
            onBox={onBox}
            onRoom={makeRoom}
          />
          <Pulses arrivals={arrivals} liveView={liveView} view={view} size={size} />
          <BoxTool
            view={view}
            size={size}
            liveView={liveView}
            applied={filterBox}
            isOn={isBoxing}
            setOn={setBoxing}
            setMovable={setMovable}
            search={search}
            onBox={onBox}
            frame={frame}
            isOff={isPlain}
          />
          <Toolbar
            onZoom={(by) => moveTo({ ...view, zoom: view.zoom + by }, { isAnimated: true })}
            onFit={fit}
            onWorld={() => moveTo(worldView(size), { isAnimated: true })}
            isBoxing={isBoxing}
            onBoxing={isPlain ? null : () => setBoxing(!isBoxing)}
          />
          <Caption
            whole={whole}
            more={shown?.more ?? 0}
            visible={visible}
            frame={inFrame}
            search={search}
            hasBox={filterBox !== null}
            onBox={onBox}
            isPlain={isPlain}
            isFailed={isFailed || hasNoGround}
            onRetry={retry}
          />
        </>
      )}
    </div>
  );
}
