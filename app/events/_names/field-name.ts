import { useTranslations } from 'next-intl';

const top = [
  'title',
  'summary',
  'at',
  'atPrecision',
  'handling',
  'severity',
  'verification',
  'tlp',
  'recipients',
  'tags',
  'attackTypes',
  'weaponTypes',
  'location',
  'targets',
  'actors',
  'sources',
  'incident',
  'threat',
] as const;
const location = ['country', 'province', 'city', 'place', 'lat', 'lon', 'precision', 'timeZone'] as const;
const target = ['country', 'type', 'missionId', 'visitId', 'note', 'outcome', 'accountedFor'] as const;
const actor = ['actorId', 'role'] as const;
const source = [
  'publisher',
  'publisherFamily',
  'title',
  'url',
  'author',
  'publishedOn',
  'publishedAt',
  'accessedOn',
  'accessedAt',
  'language',
  'quote',
  'reliability',
  'credibility',
  'origin',
] as const;
const incident = [
  'phase',
  'endedAt',
  'suicide',
  'success',
  'killed',
  'wounded',
  'attackersKilled',
  'staffKilled',
  'staffWounded',
  'hostages',
  'claim',
  'realises',
] as const;
const threat = [
  'status',
  'statusReason',
  'urgency',
  'certainty',
  'likelihood',
  'confidence',
  'validFrom',
  'validUntil',
  'reviewBy',
  'realisedBy',
] as const;
const claim = ['on', 'channel', 'quote'] as const;

function known<T extends string>(names: readonly T[], name: string | undefined): T | undefined {
  return names.find((one) => one === name);
}

/** The name of a target by its index; null if unknown. */
type NameOfTarget = (index: number) => string | null;

/**
 * The name of a field by its path: "threat.validUntil" is "Valid until", "targets.1.outcome" is "Target 2: outcome",
 * or with target names "Embassy — China, Kabul: outcome". Unknown paths are returned unchanged.
 */
export function useFieldName(): (path: string, nameOfTarget?: NameOfTarget) => string {
  const t = useTranslations('event.fields');

  function partOf(
    list: string,
    number: number,
    field: string | undefined,
    nameOfTarget?: NameOfTarget,
  ): string | null {
    if (list === 'targets') {
      const name = known(target, field);
      const whole = nameOfTarget?.(number - 1) ?? t('target.one', { number });
      return name ? t('of', { whole, part: t(`target.${name}`) }) : whole;
    }
    if (list === 'actors') {
      const name = known(actor, field);
      return name
        ? t('of', { whole: t('actor.one', { number }), part: t(`actor.${name}`) })
        : t('actor.one', { number });
    }
    if (list === 'sources') {
      const name = known(source, field);
      return name
        ? t('of', { whole: t('source.one', { number }), part: t(`source.${name}`) })
        : t('source.one', { number });
    }
    return null;
  }

  return (path, nameOfTarget) => {
    const [first = '', second, third] = path.split('.');
    if (
      second === undefined ||
      first === 'tags' ||
      first === 'attackTypes' ||
      first === 'weaponTypes' ||
      first === 'recipients'
    ) {
      const name = known(top, first);
      return name ? t(`top.${name}`) : path;
    }
    if (/^\d+$/.test(second)) return partOf(first, Number(second) + 1, third, nameOfTarget) ?? path;
    const inLocation = first === 'location' ? known(location, second) : undefined;
    if (inLocation) return t(`location.${inLocation}`);
    const inThreat = first === 'threat' ? known(threat, second) : undefined;
    if (inThreat) return t(`threat.${inThreat}`);
    const inIncident = first === 'incident' ? known(incident, second) : undefined;
    const inClaim = inIncident === 'claim' ? known(claim, third) : undefined;
    if (inClaim) return t('of', { whole: t('incident.claim'), part: t(`claim.${inClaim}`) });
    return inIncident ? t(`incident.${inIncident}`) : path;
  };
}
