'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useMayWrite } from '../../_session/viewer';
import { AttackButton } from '../_attack/attack-button';
import { useFilters } from '../_filters/use-filters';
import { SoundToggle } from '../_sound/sound-toggle';
import { Stamp } from '../_state/stamp';
import { useThreats } from './threats-context';

/** How many missions are under threat, what they need, and what the filter hides. It never scrolls away. */
export function Heading({ toReview }: { toReview: number }) {
  const t = useTranslations('board.threats');
  const { total, tally } = useThreats();
  const isAlarm = total.threatened > 0;
  const mayWrite = useMayWrite();
  const isReviewed = mayWrite && toReview > 0;
  return (
    <div className="threats-heading">
      <div className="flex items-center gap-x-3">
        <h1 id="threats-title" tabIndex={-1}>
          {t.rich('title', {
            count: total.threatened,
            n: (figure) => <span className={isAlarm ? 'text-alarm' : undefined}>{figure}</span>,
            // On a narrow column the title is short.
            x: (words) => <span className="threats-words">{words}</span>,
          })}
        </h1>
        <Stamp />
        <SoundToggle />
      </div>
      {(isAlarm || isReviewed) && (
        <p className="dotted text-small text-ink-2">
          {tally.attacked > 0 && <AttackButton count={tally.attacked} />}
          {tally.serious > 0 && <span>{t('serious', { count: tally.serious })}</span>}
          {tally.watch > 0 && <span>{t('watch', { count: tally.watch })}</span>}
          {isReviewed && (
            <Link
              href="/review"
              prefetch={false}
              className="font-medium text-amber underline underline-offset-2"
            >
              {t('toReview', { count: toReview })}
            </Link>
          )}
        </p>
      )}
      <Hidden />
    </div>
  );
}

function Hidden() {
  const t = useTranslations('board.threats');
  const tw = useTranslations('words.severities');
  const tc = useTranslations('common');
  const { clear } = useFilters();
  const { hidden } = useThreats();
  if (hidden.threatened === 0 || !hidden.highest) return null;
  return (
    <p className="text-small text-amber">
      {t('hidden', { count: hidden.threatened, severity: tw(hidden.highest).toLocaleLowerCase() })}{' '}
      <button
        type="button"
        onClick={clear}
        className="ms-1 min-h-6 cursor-pointer font-medium text-ink underline underline-offset-2"
      >
        {tc('show')}
      </button>
    </p>
  );
}
