'use client';

import { useTranslations } from 'next-intl';
import { evidenceOf } from '@/db/model/event/evidence';
import { lacksOrigins, neededOrigins } from '@/db/model/event/origins';
import { EvidenceLabel } from '../../../_ui/labels/evidence';
import { useForm } from '../state/form-context';
import { isBlankSource } from '../state/form-state';

/** The strength of evidence of what is typed, and what *corroborated* lacks. */
export function EvidenceNote() {
  const t = useTranslations('form.sources');
  const common = useTranslations('common');
  const { form } = useForm();
  const sources = form.sources.filter((source) => !isBlankSource(source));
  const { origins, unchecked } = evidenceOf(sources);
  if (sources.length === 0 && form.verification !== 'corroborated') return null;
  const isLacking = form.verification === 'corroborated' && lacksOrigins(sources);
  return (
    <p role="status" className="text-small text-ink-2">
      <EvidenceLabel sources={sources} />{' '}
      {sources.length > 0 && common('evidenceBasis', { origins, unchecked })}
      {isLacking && (
        <span className="block font-medium text-amber">
          {t('lacks', { needed: neededOrigins, missing: neededOrigins - origins, unchecked })}
        </span>
      )}
    </p>
  );
}
