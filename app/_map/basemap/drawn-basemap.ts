import { geoPath, geoTransform } from 'd3-geo';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { constrain } from '../frame/box';
import { project, type Size, toUnit, unproject, type View, worldSize } from '../frame/mercator';
import type { Basemap, BasemapDeps, CountryLabel } from './basemap';

type World = Topology<{ countries: GeometryCollection<{ iso: string }> }>;

const svg = 'http://www.w3.org/2000/svg';
const wheelStep = 1 / 240;
const settleMillis = 180;
/** The world is drawn once at this size, and then only scaled and moved. */
const drawnSize = 8192;

/** The basemap as SVG, for browsers without WebGL: land, borders and names of countries. */
export async function createDrawnBasemap(deps: BasemapDeps): Promise<Basemap> {
  const { container, countries } = deps;
  const [topology, labels]: [World, CountryLabel[]] = await Promise.all([
    fetch('/basemap/countries.topo.json').then((response) => response.json()),
    fetch('/basemap/countries.json').then((response) => response.json()),
  ]);
  const root = element('svg', { 'aria-hidden': 'true', class: 'map-drawn' });
  const world = element('g');
  const names = element('g', { class: 'map-drawn-names' });
  const shapes = worldShapes(topology);
  // The world and its copies to the west and east.
  for (const offset of [-drawnSize, 0, drawnSize]) {
    const copy = element('g', { transform: `translate(${offset} 0)` });
    copy.append(...shapes.map(([name, d]) => element('path', { class: name, d })));
    world.append(copy);
  }
  root.append(world, names);
  container.append(root);

  let { view, size } = deps;
  let settle: ReturnType<typeof setTimeout> | undefined;
  let isMovable = true;

  function show(next: View, isSettled: boolean): void {
    view = constrain(next, size);
    const scale = worldSize(view.zoom) / drawnSize;
    const centre = toUnit(view);
    const x = size.width / 2 - centre.x * worldSize(view.zoom);
    const y = size.height / 2 - centre.y * worldSize(view.zoom);
    world.setAttribute('transform', `translate(${x} ${y}) scale(${scale})`);
    clearTimeout(settle);
    if (isSettled) names.replaceChildren(...nameElements(view, size, labels, countries));
    else {
      names.replaceChildren();
      settle = setTimeout(() => show(view, true), settleMillis);
    }
    deps.onView(view, isSettled);
  }

  const stop = listenToGestures(container, {
    isOff: () => !isMovable,
    pan(dx, dy) {
      const centre = unproject(view, size, { x: size.width / 2 - dx, y: size.height / 2 - dy });
      show({ ...view, ...centre }, false);
    },
    zoom(by, at) {
      const under = unproject(view, size, at);
      const zoomed = constrain({ ...view, zoom: view.zoom + by }, size);
      const now = project(zoomed, size, under);
      const centre = unproject(zoomed, size, {
        x: size.width / 2 + now.x - at.x,
        y: size.height / 2 + now.y - at.y,
      });
      show({ ...zoomed, ...centre }, false);
    },
  });
  show(view, true);
  deps.onDrawn();
  return {
    moveTo: (next) => show(next, true),
    resize(next) {
      size = next;
      show(view, true);
    },
    setMovable(next) {
      isMovable = next;
    },
    makeRoom() {},
    // Its colours are those of the style sheet.
    restyle() {},
    remove() {
      clearTimeout(settle);
      stop();
      root.remove();
    },
  };
}

/** Land and borders as paths. The shapes are planar, and cut at 180° already. */
function worldShapes(topology: World): [name: string, path: string][] {
  const toDrawn = geoTransform({
    point(lon, lat) {
      const { x, y } = toUnit({ lon, lat });
      this.stream.point(x * drawnSize, y * drawnSize);
    },
  });
  const path = geoPath(toDrawn).digits(2);
  const { countries } = topology.objects;
  return [
    ['map-drawn-land', path(feature(topology, countries)) ?? ''],
    ['map-drawn-border', path(mesh(topology, countries, (a, b) => a !== b)) ?? ''],
  ];
}

/** Names of countries that are large enough at this zoom and do not lie on each other. */
function nameElements(
  view: View,
  size: Size,
  labels: readonly CountryLabel[],
  countries: Readonly<Record<string, string>>,
): Element[] {
  const taken: { left: number; right: number; y: number }[] = [];
  return labels.flatMap(([iso, lon, lat, area]) => {
    const name = countries[iso] ?? iso;
    const { x, y } = project(view, size, { lon, lat });
    const half = name.length * 3.6 + 4;
    const pixels = Math.sqrt(area * 1000) * (worldSize(view.zoom) / 40_075);
    if (pixels < half * 0.9 || x < half || x > size.width - half || y < 10 || y > size.height - 10) return [];
    if (taken.some((one) => Math.abs(one.y - y) < 14 && x - half < one.right && x + half > one.left))
      return [];
    taken.push({ left: x - half, right: x + half, y });
    const text = element('text', { x: String(Math.round(x)), y: String(Math.round(y)) });
    text.textContent = name;
    return text;
  });
}

type Gestures = {
  isOff(): boolean;
  pan(dx: number, dy: number): void;
  zoom(by: number, at: { x: number; y: number }): void;
};

function listenToGestures(container: HTMLElement, { isOff, pan, zoom }: Gestures): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  let last: { x: number; y: number } | null = null;
  container.addEventListener(
    'pointerdown',
    (event) => {
      if (isOff() || event.button !== 0) return;
      container.setPointerCapture(event.pointerId);
      last = { x: event.clientX, y: event.clientY };
    },
    { signal },
  );
  container.addEventListener(
    'pointermove',
    (event) => {
      if (!last || isOff()) return;
      pan(event.clientX - last.x, event.clientY - last.y);
      last = { x: event.clientX, y: event.clientY };
    },
    { signal },
  );
  for (const end of ['pointerup', 'pointercancel']) {
    container.addEventListener(end, () => (last = null), { signal });
  }
  container.addEventListener(
    'wheel',
    (event) => {
      if (isOff()) return;
      event.preventDefault();
      const { left, top } = container.getBoundingClientRect();
      zoom(-event.deltaY * wheelStep, { x: event.clientX - left, y: event.clientY - top });
    },
    { signal, passive: false },
  );
  return () => listening.abort();
}

function element(name: string, attributes: Record<string, string> = {}): SVGElement {
  const made = document.createElementNS(svg, name);
  if (!(made instanceof SVGElement)) throw new Error('No SVG element');
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
