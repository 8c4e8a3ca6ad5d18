import { geoMercator, geoPath } from 'd3-geo';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { constrain } from '../frame/box';
import { project, type Size, unproject, type View, worldSize } from '../frame/mercator';
import type { Basemap, BasemapDeps, CountryLabel } from './basemap';

type World = Topology<{ countries: GeometryCollection<{ iso: string }> }>;

const svg = 'http://www.w3.org/2000/svg';
const wheelStep = 1 / 240;
const settleMillis = 180;

/** The basemap as SVG, for browsers without WebGL: land, borders and names of countries. */
export async function createDrawnBasemap(deps: BasemapDeps): Promise<Basemap> {
  const { container, countries } = deps;
  const [topology, labels]: [World, CountryLabel[]] = await Promise.all([
    fetch('/basemap/countries.topo.json').then((response) => response.json()),
    fetch('/basemap/countries.json').then((response) => response.json()),
  ]);
  const land = feature(topology, topology.objects.countries);
  const borders = mesh(topology, topology.objects.countries, (a, b) => a !== b);
  const root = element('svg', { 'aria-hidden': 'true', class: 'map-drawn' });
  const drawing = element('g');
  const landPath = element('path', { class: 'map-drawn-land' });
  const borderPath = element('path', { class: 'map-drawn-border' });
  const names = element('g', { class: 'map-drawn-names' });
  drawing.append(landPath, borderPath, names);
  root.append(drawing);
  container.append(root);

  let { view, size } = deps;
  let drawn: View | null = null;
  let settle: ReturnType<typeof setTimeout> | undefined;
  let isMovable = true;

  /** Draws the world around the view, and moves the drawing until the next time. */
  function draw(): void {
    root.setAttribute('width', String(size.width));
    root.setAttribute('height', String(size.height));
    const scale = worldSize(view.zoom) / (2 * Math.PI);
    const margin = Math.max(size.width, size.height);
    const projection = geoMercator()
      .rotate([-view.lon, 0])
      .scale(scale)
      .translate([size.width / 2, 0])
      .clipExtent([
        [-margin, -margin],
        [size.width + margin, size.height + margin],
      ]);
    const [, y = 0] = projection([view.lon, view.lat]) ?? [];
    projection.translate([size.width / 2, size.height / 2 - y]);
    const path = geoPath(projection).digits(1);
    landPath.setAttribute('d', path(land) ?? '');
    borderPath.setAttribute('d', path(borders) ?? '');
    names.replaceChildren(...nameElements(view, size, labels, countries));
    drawing.removeAttribute('transform');
    drawn = view;
  }

  function show(next: View, isSettled: boolean): void {
    view = constrain(next, size);
    clearTimeout(settle);
    if (isSettled || drawn === null) draw();
    else {
      const { x, y } = project(view, size, drawn);
      const grown = 2 ** (view.zoom - drawn.zoom);
      drawing.setAttribute(
        'transform',
        `translate(${x} ${y}) scale(${grown}) translate(${-size.width / 2} ${-size.height / 2})`,
      );
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
  draw();
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
