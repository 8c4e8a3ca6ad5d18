'use client';

import { useTranslations } from 'next-intl';
import type { ExtractFinding, FindingField } from '@/db/model/extract';
import { useFormats, useMissionName, useTypeName } from '../../../_i18n/use-formats';
import { useFieldName } from '../../_names/field-name';

const paths: Readonly<Record<FindingField, string>> = {
  title: 'title',
  at: 'at',
  location: 'location',
  target: 'targets',
  attackType: 'attackTypes',
  weaponType: 'weaponTypes',
  suicide: 'incident.suicide',
  killed: 'incident.killed',
  wounded: 'incident.wounded',
  actor: 'actors',
  publisher: 'sources.0.publisher',
  author: 'sources.0.author',
  url: 'sources.0.url',
  publishedOn: 'sources.0.publishedOn',
  language: 'sources.0.language',
};

/** The field and the value of a finding in words. */
export function useFindingText(): (finding: ExtractFinding) => { field: string; value: string } {
  const fieldName = useFieldName();
  const words = useTranslations('words');
  const t = useTranslations('form.paste');
  const missionName = useMissionName();
  const typeName = useTypeName();
  const { country, city } = useFormats();

  function wordsFor(finding: ExtractFinding): string {
    switch (finding.field) {
      case 'location': {
        const { value } = finding;
        return value.city === null
          ? country(value.country)
          : `${city(value.city, value.country)}, ${country(value.country)}`;
      }
      case 'target': {
        const { mission, type, country: sending, host } = finding.value;
        if (mission) return missionName({ ...mission, country: mission.sending });
        const name = `${typeName(type)} — ${country(sending)}`;
        return host === null ? name : `${name}, ${country(host)}`;
      }
      case 'attackType':
        return words(`attackTypes.${finding.value}`);
      case 'weaponType':
        return words(`weaponTypes.${finding.value}`);
      case 'actor':
        return finding.value.name;
      case 'suicide':
        return t('yes');
      case 'killed':
      case 'wounded':
        return String(finding.value.min);
      default:
        return finding.value;
    }
  }

  return (finding) => ({ field: fieldName(paths[finding.field]), value: wordsFor(finding) });
}
