import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { Locale } from '@/db/model/locales';
import type { CountryLabel, Room } from './basemap';
import type { MapColors } from './colors';

/** Drawn from the web font of the page, since the style names no glyph server. */
const font = ['IBM Plex Sans'];

type StyleInput = {
  origin: string;
  locale: Locale;
  colors: MapColors;
  labels: readonly CountryLabel[];
  countries: Readonly<Record<string, string>>;
  room: Room;
};

export const placeLayers = ['place', 'small-place'] as const;

/** The basemap as a MapLibre style: tiles of `public/basemap` and the names of countries. */
export function basemapStyle({
  origin,
  locale,
  colors,
  labels,
  countries,
  room,
}: StyleInput): StyleSpecification {
  return {
    version: 8,
    sources: {
      world: {
        type: 'vector',
        tiles: [`${origin}/basemap/world/{z}/{x}/{y}.mvt`],
        minzoom: 0,
        maxzoom: 4,
      },
      detail: {
        type: 'vector',
        tiles: [`${origin}/basemap/detail/{z}/{x}/{y}.mvt`],
        minzoom: 4,
        maxzoom: 4,
      },
      countries: {
        type: 'geojson',
        data: {
          type: 'FeatureCollection',
          features: labels.map(([iso, lon, lat, area]) => ({
            type: 'Feature',
            geometry: { type: 'Point', coordinates: [lon, lat] },
            properties: { name: countries[iso] ?? iso, area },
          })),
        },
      },
      obstacles: { type: 'geojson', data: obstaclesOf(room) },
    },
    layers: layersOf(locale, colors, placeFilter(room.names)),
  };
}

function layersOf(locale: Locale, colors: MapColors, shown: ExpressionSpecification): LayerSpecification[] {
  const name: ExpressionSpecification =
    locale === 'en' ? ['get', 'name'] : ['coalesce', ['get', locale], ['get', 'name']];
  const halo = { 'text-halo-color': colors.land, 'text-halo-width': 1.25 };
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': colors.sea } },
    {
      id: 'land',
      type: 'fill',
      source: 'world',
      'source-layer': 'land',
      paint: { 'fill-color': colors.land, 'fill-antialias': false },
    },
    {
      id: 'province',
      type: 'line',
      source: 'detail',
      'source-layer': 'province',
      minzoom: 4.5,
      filter: ['<=', ['get', 'z'], ['+', ['zoom'], 1]],
      paint: { 'line-color': colors.province, 'line-width': 0.75, 'line-dasharray': [3, 2] },
    },
    {
      id: 'coast',
      type: 'line',
      source: 'world',
      'source-layer': 'coast',
      paint: { 'line-color': colors.coast, 'line-width': 0.75 },
    },
    {
      id: 'border',
      type: 'line',
      source: 'world',
      'source-layer': 'border',
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': colors.border,
        'line-width': ['interpolate', ['linear'], ['zoom'], 1, 0.6, 5, 1.1, 9, 1.6],
      },
    },
    {
      id: 'province-name',
      type: 'symbol',
      source: 'detail',
      'source-layer': 'provinceLabel',
      minzoom: 5.5,
      maxzoom: 9,
      filter: ['<=', ['get', 'z'], ['+', ['zoom'], 0.5]],
      layout: {
        'text-field': name,
        'text-font': font,
        'text-size': 11,
        'text-letter-spacing': 0.04,
        'text-max-width': 7,
        'text-padding': 10,
        'symbol-sort-key': ['-', 0, ['get', 'area']],
      },
      paint: { ...halo, 'text-color': colors['country-name'] },
    },
    placeNames('small-place', 'detail', { name, shown, colors, minzoom: 6 }),
    placeNames('place', 'world', { name, shown, colors, minzoom: 2.5 }),
    {
      id: 'country-name',
      type: 'symbol',
      source: 'countries',
      minzoom: 1.2,
      maxzoom: 8,
      filter: [
        '>=',
        ['get', 'area'],
        ['step', ['zoom'], 1500, 2, 600, 2.75, 250, 3.5, 90, 4.25, 25, 5, 4, 6, 0],
      ],
      layout: {
        'text-field': ['get', 'name'],
        'text-font': font,
        'text-size': ['interpolate', ['linear'], ['zoom'], 1, 10, 4, 12, 7, 14],
        'text-letter-spacing': 0.08,
        'text-max-width': 8,
        'text-padding': 4,
        'text-variable-anchor': ['center', 'top', 'bottom'],
        'text-radial-offset': 1.3,
        'symbol-sort-key': ['-', 0, ['get', 'area']],
      },
      paint: { ...halo, 'text-color': colors['country-name'] },
    },
    // Placed first and never seen, so that names keep away from the marks.
    {
      id: 'obstacle',
      type: 'symbol',
      source: 'obstacles',
      layout: {
        'text-field': ['get', 'text'],
        'text-font': font,
        'text-size': ['get', 'size'],
        'text-anchor': ['get', 'anchor'],
        'text-offset': ['get', 'offset'],
        'text-max-width': 30,
        'text-padding': 0,
        'text-allow-overlap': true,
      },
      paint: { 'text-opacity': 0 },
    },
  ];
}

type PlaceNames = {
  name: ExpressionSpecification;
  shown: ExpressionSpecification;
  colors: MapColors;
  minzoom: number;
};

function placeNames(
  id: (typeof placeLayers)[number],
  source: 'world' | 'detail',
  { name, shown, colors, minzoom }: PlaceNames,
): LayerSpecification {
  return {
    id,
    type: 'symbol',
    source,
    'source-layer': 'place',
    minzoom,
    filter: shown,
    layout: {
      'text-field': name,
      'text-font': font,
      'text-size': ['interpolate', ['linear'], ['zoom'], 3, 10.5, 8, 12.5],
      'text-padding': 8,
      'text-max-width': 8,
      'text-variable-anchor': ['center', 'left', 'right', 'top', 'bottom'],
      'text-radial-offset': 1.1,
      'text-justify': 'auto',
      'symbol-sort-key': ['-', 0, ['get', 'people']],
    },
    paint: { 'text-halo-color': colors.land, 'text-halo-width': 1.25, 'text-color': colors['place-name'] },
  };
}

/** Places that matter at a zoom, without those that a mark names. */
export function placeFilter(names: readonly string[]): ExpressionSpecification {
  return [
    'all',
    ['<=', ['get', 'z'], ['+', ['zoom'], 0.5]],
    ['!', ['in', ['get', 'name'], ['literal', [...names]]]],
  ];
}

const markSize = 22;
const labelSize = 13;

/** Marks and their names as text of the same size. */
export function obstaclesOf({ obstacles }: Room): GeoJSON.FeatureCollection {
  const features = obstacles.flatMap(({ lon, lat, label }): GeoJSON.Feature[] => {
    const geometry: GeoJSON.Point = { type: 'Point', coordinates: [lon, lat] };
    const mark = { text: '●', size: markSize, anchor: 'center', offset: [0, 0] };
    if (label === null) return [{ type: 'Feature', geometry, properties: mark }];
    const { text, isLeft, gap } = label;
    const offset = [((isLeft ? -1 : 1) * gap) / labelSize, 0];
    const name = { text, size: labelSize, anchor: isLeft ? 'right' : 'left', offset };
    return [mark, name].map((properties) => ({ type: 'Feature', geometry, properties }));
  });
  return { type: 'FeatureCollection', features };
}
