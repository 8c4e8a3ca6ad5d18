import type { MapFeature } from '@/db/model/map';
import { isAttack, type Severity, severityRank } from '@/db/model/words';
import type { Box } from '../frame/box';
import type { Position } from '../frame/mercator';

type FeatureOf<K extends MapFeature['properties']['kind']> = Extract<MapFeature, { properties: { kind: K } }>;
export type MissionFeature = FeatureOf<'mission'>;
export type EventFeature = FeatureOf<'event'>;
export type ClusterFeature = FeatureOf<'cluster'>;

/** One mark: missions under threat that stand together and the records around them, or records alone. */
export type Mark = Position & {
  /** The same while its first member is the same. */
  key: string;
  missions: readonly MissionFeature['properties'][];
  events: readonly EventFeature['properties'][];
  /** All records, also those that the server has only counted. */
  count: number;
  /** How many of the records put a mission under threat now. */
  threatened: number;
  highest: Severity;
  /** What its members cover; a place if they all are at one. */
  box: Box;
  /** How far around the mark its records may lie in fact, in km; 0 for exact ones and for marks of several places. */
  radiusKm: number;
};

/** How far from the point of a record it may have happened, in km. */
export const precisionKm = { exact: 0, neighbourhood: 1, city: 8, province: 70, country: 300 } as const;

export function isMission(feature: MapFeature): feature is MissionFeature {
  return feature.properties.kind === 'mission';
}
export function isEvent(feature: MapFeature): feature is EventFeature {
  return feature.properties.kind === 'event';
}
export function isCluster(feature: MapFeature): feature is ClusterFeature {
  return feature.properties.kind === 'cluster';
}

export function isActiveEvent({ status, phase }: EventFeature['properties']): boolean {
  return status === 'current' || isAttack(phase);
}

export function graver(a: Severity, b: Severity): Severity {
  return severityRank[a] <= severityRank[b] ? a : b;
}

/** Whether a box is one place: no zoom shows its records apart. */
export function isPlace([west, south, east, north]: Box): boolean {
  return Math.abs(east - west) < 1e-4 && north - south < 1e-4;
}
