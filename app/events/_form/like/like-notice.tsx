'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFormats } from '../../../_i18n/use-formats';
import { useForm } from '../state/form-context';

/** Says what the form took from another record, and what it left empty. */
export default function LikeNotice({ likeRef }: { likeRef: string }) {
  const t = useTranslations('form.like');
  const { list } = useFormats();
  const { form } = useForm();
  // What was taken, not what was changed since.
  const [{ targets, location, actors, sources, tlp, kind }] = useState(form);
  const publisher = sources[0]?.publisher;
  const taken = [
    targets.length > 0 && t('targets', { count: targets.length }),
    location.country !== null && t('place'),
    actors.length > 0 && t('actors', { count: actors.length }),
    publisher && t('publisher', { publisher }),
    (tlp === 'red' || tlp === 'amber+strict') && t('marking'),
  ].filter((one) => typeof one === 'string');
  return (
    <p role="status" className="rounded-card border border-line bg-sheet px-4 py-3">
      {t('taken', { ref: likeRef, what: list(taken) })}{' '}
      <span className="text-ink-2">{t(`empty.${kind}`)}</span>
    </p>
  );
}
