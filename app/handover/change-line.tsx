'use client';

import { useTranslations } from 'next-intl';
import type { FieldChange } from '@/db/model/journal/history';
import { useFormats } from '../_i18n/use-formats';
import { noNames, useDescribe } from '../events/_names/describe';
import { useFieldName } from '../events/_names/field-name';

/** Fields of which the values are said; of the others only that they changed. */
const told = /^(severity|verification|tlp|at|threat\.(status|urgency|validUntil|reviewBy)|incident\.phase)$/;

/** "Severity: moderate → severe; targets, sources": what changed of a record, in one line. */
export function ChangeLine({ changes }: { changes: readonly FieldChange[] }) {
  const t = useTranslations('handover');
  const nameOf = useFieldName();
  const describe = useDescribe(noNames);
  const { list } = useFormats();
  const values = changes.filter(({ path }) => told.test(path));
  const others = new Set(
    changes.filter(({ path }) => !told.test(path)).map(({ path }) => nameOf(wholeOf(path))),
  );
  return (
    <p className="flex flex-wrap gap-x-4 text-small text-ink-2">
      {values.map(({ path, before, after }) => (
        <span key={path}>
          {nameOf(path)}: {describe(path, before) ?? t('nothing')}
          <span aria-hidden> → </span>
          <span className="sr-only"> {t('becomes')} </span>
          <b className="font-medium text-ink">{describe(path, after) ?? t('nothing')}</b>
        </span>
      ))}
      {others.size > 0 && <span>{t('alsoChanged', { fields: list([...others]) })}</span>}
    </p>
  );
}

/** The list or the part that a field belongs to, where its own name would say too much: "targets.1.outcome". */
function wholeOf(path: string): string {
  const [first = '', second] = path.split('.');
  if (first === 'threat' || first === 'incident') return `${first}.${second}`;
  return first;
}
