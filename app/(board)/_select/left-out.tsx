'use client';

import { useTranslations } from 'next-intl';
import { useProblemText } from '../../_i18n/problems/use-problem-text';
import { groupLeftOut, type LeftOut } from './change';

/** The records that are left alone, by the reason. */
export function LeftOutList({ leftOut, title }: { leftOut: readonly LeftOut[]; title: string }) {
  const t = useTranslations('select');
  const problemText = useProblemText();
  // A record that the reader may not see has no reference, and counts all the same.
  const groups = groupLeftOut(leftOut, problemText);
  if (groups.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="font-medium">{title}</h3>
      <ul className="mt-1 flex flex-col gap-1">
        {groups.map(({ sentence, records }) => (
          <li key={sentence}>
            <details>
              <summary className="cursor-pointer py-0.5 text-ink-2">
                {t('leftOut', { count: records.length })} <span className="text-ink">{sentence}</span>
              </summary>
              <ul className="ms-4 flex max-h-40 flex-wrap gap-x-3 overflow-y-auto py-1 font-mono text-small">
                {records.map(({ id, ref }) => (
                  <li key={id}>
                    {ref === null ? (
                      '—'
                    ) : (
                      <a href={`/events/${ref}`} target="_blank" rel="noreferrer" className="underline">
                        {ref}
                      </a>
                    )}
                  </li>
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}
