'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { isolated } from '../../_i18n/bidi';
import { useNow } from '../../_i18n/now';
import { useFormats } from '../../_i18n/use-formats';
import { usePrincipalName } from '../../_i18n/use-principal-name';
import type { Correction } from './correction';
import { useCorrections } from './use-corrections';
import './corrections.css';

const maxShown = 3;

/**
 * Records that the reader was told of and that were withdrawn, refuted, merged or removed. Each stays until they have
 * acknowledged it, so that no row vanishes silently.
 */
export default function Corrections() {
  const t = useTranslations('board.corrections');
  const { corrections, acknowledge } = useCorrections();
  const [isWhole, setWhole] = useState(false);
  const sentence = useSentence();
  if (corrections.length === 0) return null;
  const shown = isWhole ? corrections : corrections.slice(0, maxShown);
  const rest = corrections.length - shown.length;
  return (
    <section aria-label={t('title')} className="corrections" data-print="no">
      <ul aria-live="polite">
        {shown.map((one) => (
          <li key={one.id} className="correction">
            <p className="min-w-0 wrap-anywhere">
              <b>{t('word')}</b> {sentence(one)}
            </p>
            <button
              type="button"
              data-walk
              aria-label={t('acknowledgeNamed', { ref: one.ref })}
              onClick={() => acknowledge([one.id])}
              className="correction-act"
            >
              {t('acknowledge')}
            </button>
          </li>
        ))}
      </ul>
      {corrections.length > 1 && (
        <p className="flex gap-4 pt-1">
          {rest > 0 && (
            <button type="button" onClick={() => setWhole(true)} className="correction-act">
              {t('more', { count: rest })}
            </button>
          )}
          <button
            type="button"
            onClick={() => acknowledge(corrections.map(({ id }) => id))}
            className="correction-act"
          >
            {t('acknowledgeAll')}
          </button>
        </p>
      )}
    </section>
  );
}

function useSentence(): (one: Correction) => string {
  const t = useTranslations('board.corrections');
  const { timeOrMoment } = useFormats();
  const nameOf = usePrincipalName();
  const now = useNow();
  return (one) => {
    const { ref, what } = one;
    if (what === 'gone') return t('gone', { ref });
    if (what === 'merged') return t('merged', { ref, into: one.into });
    const values = { ref, when: timeOrMoment(one.at, now), name: nameOf(one.by) };
    const sentence = t(what, values);
    return one.reason ? t('because', { sentence, reason: isolated(one.reason) }) : `${sentence}.`;
  };
}
