import { readFileSync } from 'node:fs';
import { feature, merge, mesh } from 'topojson-client';
import type { GeometryCollection, MultiPolygon, Polygon, Topology } from 'topojson-specification';
import { areaOf, labelPoint } from './label-point';

/** Some territories have no code, and so no name in the program. */
type CountryProperties = { iso?: string; name: string };
type ProvinceProperties = { country: string; z: number; en: string; tr: string; ru: string };
type Shapes<P extends object> = GeometryCollection<P> & { geometries: (Polygon<P> | MultiPolygon<P>)[] };

/** Where the name of a country stands; `area` in 1,000 km². */
export type CountryLabel = [iso: string, lon: number, lat: number, area: number];

/** Land as one shape, so that borders have no gaps after simplification. */
export function readCountries(file: string) {
  const topology: Topology<{ countries: Shapes<CountryProperties> }> = JSON.parse(readFileSync(file, 'utf8'));
  const { countries } = topology.objects;
  // Some territories have no code, and so no name in the program.
  const labels = feature(topology, countries).features.flatMap((shape): CountryLabel[] => {
    const { iso } = shape.properties;
    if (!iso || iso === 'AQ') return [];
    const [lon, lat] = labelPoint(shape.geometry);
    return [[iso, lon, lat, areaOf(shape.geometry)]];
  });
  return {
    land: [toFeature(merge(topology, countries.geometries))],
    borders: [toFeature(mesh(topology, countries, (a, b) => a !== b))],
    coast: [toFeature(withoutFrame(mesh(topology, countries, (a, b) => a === b)))],
    labels: labels.sort((a, b) => b[3] - a[3]),
  };
}

/** Borders and names of provinces; `z` is the zoom from which they are of use, as Natural Earth has it. */
export function readProvinces(file: string) {
  const topology: Topology<{ provinces: Shapes<ProvinceProperties> }> = JSON.parse(
    readFileSync(file, 'utf8'),
  );
  const { provinces } = topology.objects;
  const zoomOf = ({ z }: ProvinceProperties) => Math.max(4, Math.min(9, Math.floor(z)));
  const shapes = feature(topology, provinces).features;
  const propertiesOf = new Map<unknown, ProvinceProperties | undefined>(
    provinces.geometries.map((geometry, index) => [geometry, shapes[index]?.properties]),
  );
  const zooms = [...new Set(shapes.map(({ properties }) => zoomOf(properties)))].sort();
  const borders = zooms.map((zoom) => {
    const lines = mesh(topology, provinces, (a, b) => {
      const [one, other] = [propertiesOf.get(a), propertiesOf.get(b)];
      if (!one || !other || one === other || one.country !== other.country) return false;
      return Math.max(zoomOf(one), zoomOf(other)) === zoom;
    });
    return toFeature(lines, { z: zoom });
  });
  const labels = shapes.flatMap((shape) => {
    const { z, en, tr, ru } = shape.properties;
    if (!en) return [];
    return toFeature(
      { type: 'Point', coordinates: labelPoint(shape.geometry) },
      { z: Math.max(5, z), area: areaOf(shape.geometry), ...names(en, { tr, ru }) },
    );
  });
  return { borders, labels };
}

/** The Latin name, and the others where they differ from it. */
export function names(name: string, { tr, ru }: { tr?: string; ru?: string }) {
  return { name, ...(tr && tr !== name && { tr }), ...(ru && ru !== name && { ru }) };
}

export function toFeature(geometry: GeoJSON.Geometry, properties: object = {}): GeoJSON.Feature {
  return { type: 'Feature', properties: { ...properties }, geometry };
}

/** Without the edges of the sheet, at 180° and at the South Pole. */
function withoutFrame({ coordinates }: GeoJSON.MultiLineString): GeoJSON.MultiLineString {
  const isFrame = ([lon = 0, lat = 0]: GeoJSON.Position) => Math.abs(lon) > 179.99 || lat < -89.9;
  const lines = coordinates.flatMap((line) => {
    const parts: GeoJSON.Position[][] = [[]];
    line.forEach((point, index) => {
      const before = line[index - 1];
      if (before && isFrame(before) && isFrame(point)) parts.push([]);
      parts.at(-1)?.push(point);
    });
    return parts.filter((part) => part.length > 1);
  });
  return { type: 'MultiLineString', coordinates: lines };
}
