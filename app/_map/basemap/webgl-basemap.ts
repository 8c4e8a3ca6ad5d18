import { GeoJSONSource, setWorkerUrl, Map as WebGlMap } from 'maplibre-gl';
import { maxZoom, minZoom } from '../frame/box';
import { wrapLon } from '../frame/mercator';
import type { Basemap, BasemapDeps, CountryLabel, Room } from './basemap';
import { readColors } from './colors';
import { basemapStyle, obstaclesOf, placeFilter, placeLayers } from './style';

const moveMillis = 450;

/** The basemap by MapLibre. Rejects if WebGL is not available. */
export async function createWebGlBasemap(deps: BasemapDeps): Promise<Basemap> {
  const { container, locale, countries } = deps;
  setWorkerUrl(new URL('maplibre-gl/dist/maplibre-gl-worker.mjs', import.meta.url).href);
  const labels: CountryLabel[] = await (await fetch('/basemap/countries.json')).json();
  // Names drawn before the font has loaded would stay in another one.
  await document.fonts.load('16px "IBM Plex Sans"', Object.values(countries).join(''));
  let room: Room = { obstacles: [], names: [] };
  const style = () =>
    basemapStyle({
      origin: window.location.origin,
      locale,
      colors: readColors(container),
      labels,
      countries,
      room,
    });
  const map = new WebGlMap({
    container,
    style: style(),
    center: [deps.view.lon, deps.view.lat],
    zoom: deps.view.zoom,
    minZoom: minZoom(deps.size),
    maxZoom,
    // The marks have their own keys, and a box is drawn by our own tool.
    keyboard: false,
    boxZoom: false,
    doubleClickZoom: true,
    dragRotate: false,
    touchPitch: false,
    pitchWithRotate: false,
    attributionControl: false,
    fadeDuration: deps.isStill ? 0 : 200,
    trackResize: false,
    canvasContextAttributes: { antialias: true },
  });
  map.touchZoomRotate.disableRotation();
  const canvas = map.getCanvas();
  // The marks are the content; the drawing says nothing to assistive technology.
  canvas.removeAttribute('tabindex');
  canvas.removeAttribute('role');
  canvas.removeAttribute('aria-label');
  canvas.setAttribute('aria-hidden', 'true');

  let isRemoved = false;
  const report = (isSettled: boolean) => {
    const { lng, lat } = map.getCenter();
    deps.onView({ lon: wrapLon(lng), lat, zoom: map.getZoom() }, isSettled);
  };
  map.on('move', () => report(false));
  map.on('moveend', () => report(true));
  map.once('idle', () => deps.onDrawn());
  map.on('webglcontextlost', () => {
    if (!isRemoved) deps.onLost();
  });
  return {
    moveTo({ lon, lat, zoom }, isAnimated) {
      const to = { center: { lng: lon, lat }, zoom };
      if (isAnimated && !deps.isStill) map.easeTo({ ...to, duration: moveMillis });
      else map.jumpTo(to);
    },
    resize(size) {
      map.setMinZoom(minZoom(size));
      map.resize();
    },
    setMovable(isMovable) {
      for (const handler of [map.dragPan, map.scrollZoom, map.doubleClickZoom, map.touchZoomRotate]) {
        if (isMovable) handler.enable();
        else handler.disable();
      }
      if (isMovable) map.touchZoomRotate.disableRotation();
    },
    makeRoom(next) {
      room = next;
      for (const id of placeLayers) if (map.getLayer(id)) map.setFilter(id, placeFilter(next.names));
      const source = map.getSource('obstacles');
      if (source instanceof GeoJSONSource) void source.setData(obstaclesOf(next));
    },
    restyle() {
      map.setStyle(style());
    },
    remove() {
      isRemoved = true;
      map.remove();
    },
  };
}
