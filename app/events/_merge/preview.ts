import { isStricter } from '@/db/model/access/visible';
import type { AppError } from '@/db/model/errors';
import { isDeletionToBeConfirmed } from '@/db/model/event/confirmation';
import type { Event, EventRecord } from '@/db/model/event/event';
import { countNames } from '@/db/model/event/fields';
import { mergeEvents, refuseMerge, refuseOverLimit } from '@/db/model/event/merge';
import { isSame } from '@/db/model/journal/history';
import { isSerious } from '@/db/model/words';

/** Where a value of the merged record comes from: `both` if it unites those of the two. */
export type Origin = 'into' | 'merged' | 'both';

/** A field with different values. `path` is dotted, as in a history. */
type PreviewField = { path: string; into: unknown; merged: unknown; result: unknown; from: Origin };

/** A list of which at least one record has items; `path` is that of the list. */
type PreviewList = {
  path: string;
  into: readonly unknown[];
  merged: readonly unknown[];
  result: readonly { item: unknown; from: Origin }[];
};

export type MergePreview = {
  /** Why the two cannot be merged this way round. */
  refusal: AppError | null;
  fields: readonly PreviewField[];
  lists: readonly PreviewList[];
  /** Whether those who may read the merged record are named in it. */
  isRed: boolean;
  /** Whether a second person has to confirm that the other record is removed. */
  isToBeConfirmed: boolean;
};

const incidentFields = ['phase', 'endedAt', 'suicide', 'success', ...countNames, 'claim'] as const;
const threatFields = [
  'status',
  'urgency',
  'certainty',
  'likelihood',
  'confidence',
  'validFrom',
  'validUntil',
  'reviewBy',
] as const;
const fieldPaths = [
  'title',
  'at',
  'location',
  'severity',
  'verification',
  ...threatFields.map((name) => `threat.${name}`),
  ...incidentFields.map((name) => `incident.${name}`),
  'summary',
  'tlp',
];
const listPaths = ['targets', 'actors', 'attackTypes', 'weaponTypes', 'sources', 'tags'] as const;

/** What merging `merged` into `into` makes, as far as a reader of both can know. The server decides the same way. */
export function previewMerge(merged: Event, into: Event): MergePreview {
  const [other, own] = [
    { id: merged.id, ref: merged.ref, record: merged },
    { id: into.id, record: into },
  ];
  const tlp = isStricter(merged.tlp, into.tlp) ? merged.tlp : into.tlp;
  const united: EventRecord = { ...mergeEvents(other, own, () => newSource), tlp };
  const links = into.kind === 'threat' ? 'threat.realisedBy' : 'incident.realises';
  const [linksOfInto, linksOfMerged] = [linksOf(into), linksOf(merged)];
  return {
    refusal: refuseMerge(other, own) ?? refuseOverLimit(united),
    fields: fieldPaths.flatMap((path) => compareField(path, into, merged, united)),
    lists: [
      ...listPaths.map((path) => compareList(path, into[path], merged[path], united[path])),
      compareList(links, linksOfInto, linksOfMerged, [...new Set([...linksOfInto, ...linksOfMerged])]),
      compareList('aliases', into.aliases, merged.aliases, [...into.aliases, ...merged.aliases, merged.ref]),
    ].filter(({ result }) => result.length > 0),
    isRed: tlp === 'red',
    isToBeConfirmed: isDeletionToBeConfirmed(merged, isGrave(merged)),
  };
}

/** Sources that are taken over get an id when they are stored. */
const newSource = '';

function compareField(path: string, into: Event, merged: Event, united: EventRecord): PreviewField[] {
  const [own, other, result] = [valueAt(path, into), valueAt(path, merged), valueAt(path, united)];
  if (isSame(own, other)) return [];
  return [{ path, into: own, merged: other, result, from: originOf(own, other, result) }];
}

function originOf(own: unknown, other: unknown, result: unknown): Origin {
  if (isSame(own, result)) return 'into';
  return isSame(other, result) ? 'merged' : 'both';
}

/** The items of `into` come first in the result, each in its place. */
function compareList(
  path: string,
  into: readonly unknown[],
  merged: readonly unknown[],
  result: readonly unknown[],
): PreviewList {
  const items = result.map((item, index) => {
    const own = into[index];
    if (index >= into.length) return { item, from: 'merged' as const };
    return { item, from: isSame(own, item) ? ('into' as const) : ('both' as const) };
  });
  return { path, into, merged, result: items };
}

function linksOf({ incident, threat }: Event): readonly string[] {
  return incident?.realises ?? threat?.realisedBy ?? [];
}

function valueAt(path: string, record: object): unknown {
  return path.split('.').reduce<unknown>((value, name) => {
    return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  }, record);
}

function isGrave({ severity, toBeConfirmed }: Event): boolean {
  return isSerious(severity) || (toBeConfirmed?.changes.some(({ what }) => what === 'downgraded') ?? false);
}
