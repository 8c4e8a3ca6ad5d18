import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GeoJSONVT } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import { readPlaces } from '../seed';
import { readCountries, readProvinces } from './borders';
import { placeLabels } from './place-labels';

/**
 * Makes the tiles and labels in public/basemap from its countries.topo.json, provinces.topo.json in this folder (both
 * Natural Earth, public domain) and the gazetteer (GeoNames, CC BY 4.0). Run it after a change of one of them or of the
 * names of cities:
 *
 *     npx tsx db/reference/basemap/make-basemap.ts
 */
const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, '..', '..', '..', 'public', 'basemap');

/** A tile is 512 pixels at its zoom, so 16 units are a pixel. At zoom 4 a unit is 0.003°, as precise as the source. */
const extent = 8192;
const wholeWorldZooms = 4;
/** Provinces and smaller places are loaded from this zoom on, a tile of 22.5° at a time. */
const detailZoom = 4;
/** Half a pixel: what is simplified cannot be seen. */
const tolerance = 8;

type Layers = Record<string, GeoJSON.Feature[]>;

function makeBasemap(): void {
  const countries = readCountries(join(target, 'countries.topo.json'));
  const provinces = readProvinces(join(here, 'provinces.topo.json'));
  const places = placeLabels(readPlaces(join(here, '..')));
  const world = { land: countries.land, border: countries.borders, coast: countries.coast };
  writeTiles('world', { ...world, place: places.large }, 0, wholeWorldZooms);
  const detail = { province: provinces.borders, provinceLabel: provinces.labels, place: places.small };
  writeTiles('detail', detail, detailZoom, detailZoom);
  writeFileSync(join(target, 'countries.json'), JSON.stringify(countries.labels));
}

/** Every tile is written, also an empty one: a browser reports a missing file as an error. */
function writeTiles(name: string, layers: Layers, from: number, to: number): void {
  rmSync(join(target, name), { recursive: true, force: true });
  for (let z = from; z <= to; z++) {
    const options = { extent, tolerance, buffer: 128, maxZoom: to, indexMaxZoom: to, indexMaxPoints: 0 };
    const indexes = Object.entries(layers).map(([layer, all]) => {
      // The last zoom serves all further ones.
      const features = z === to ? all : all.filter(({ properties }) => !(properties?.z > z));
      return [layer, new GeoJSONVT({ type: 'FeatureCollection', features }, options)] as const;
    });
    for (let x = 0; x < 2 ** z; x++) {
      mkdirSync(join(target, name, String(z), String(x)), { recursive: true });
      for (let y = 0; y < 2 ** z; y++) {
        const tile = indexes.flatMap(([layer, index]) => {
          const cut = index.getTile(z, x, y);
          return cut && cut.features.length > 0 ? [[layer, cut] as const] : [];
        });
        const file = join(target, name, String(z), String(x), `${y}.mvt`);
        writeFileSync(file, fromGeojsonVt(Object.fromEntries(tile), { version: 2, extent }));
      }
    }
  }
}

makeBasemap();
