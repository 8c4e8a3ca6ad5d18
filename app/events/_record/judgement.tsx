import { useTranslations } from 'next-intl';
import type { HistoryItem } from '@/db/model/reference';
import type { Verification } from '@/db/model/words';
import { isolated } from '../../_i18n/bidi';
import { usePrincipalName } from '../../_i18n/use-principal-name';
import { Time } from '../../_ui/labels/time';

/** The version that set the verification, as far as the reader may see it. */
export function judgementIn(history: readonly HistoryItem[], verification: Verification): HistoryItem | null {
  const set = history.find(({ changes }) => changes.some(({ path }) => path === 'verification'));
  if (set) {
    const change = set.changes.find(({ path }) => path === 'verification');
    return change?.after === verification ? set : null;
  }
  const first = history.at(-1);
  return verification !== 'unverified' && first?.version === 1 ? first : null;
}

/** Who set the verification, when, and why. */
export function Judgement({ item: { by, at, reason } }: { item: HistoryItem }) {
  const t = useTranslations('event.record');
  const nameOf = usePrincipalName();
  return (
    <p className="text-small text-ink-2">
      {t.rich('judgedBy', { name: isolated(nameOf(by)), when: () => <Time moment={at} /> })}
      {reason && `: ${isolated(reason)}`}
    </p>
  );
}
