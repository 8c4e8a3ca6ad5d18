'use client';

import { useTranslations } from 'next-intl';
import { lapsesOnExpiry } from '@/db/model/event/lapse';
import { useNow } from '../../../_i18n/now';
import { useFormatsIn } from '../../../_i18n/use-formats';
import { Button } from '../../../_ui/button';
import { TimeField } from '../fields/time-field';
import { useForm } from '../state/form-context';
import { reviewHours } from '../state/to-input';
import { parseMoment } from '../typed/parsers';
import { CollapsibleSection } from './collapsible-section';

const paths = ['at', 'threat.validFrom', 'threat.validUntil', 'threat.reviewBy'];
const hourMillis = 3_600_000;

/** When a threat became known, its validity, and its review date. */
export function ValiditySection() {
  const t = useTranslations('form.validity');
  const { form, change, changeThreat } = useForm();
  const now = useNow().getTime();
  const summary = useValiditySummary();
  if (!form.threat) return null;
  const { threat } = form;
  const hours = reviewHours(form.severity);
  const untilPassed = lapsesOnExpiry(form.severity ?? 'unknown') ? 'untilPassed' : 'untilExpired';
  return (
    <CollapsibleSection title={t('title')} summary={summary} paths={paths}>
      <TimeField
        path="at"
        label={t('at')}
        hint={t('atHint')}
        accepts="vague"
        placeholder={t('nowPlaceholder')}
        value={form.at}
        onChange={(at) => change({ at })}
        defaultMillis={now}
      />
      <div className="grid gap-x-3 gap-y-4 sm:grid-cols-2">
        <TimeField
          path="threat.validFrom"
          label={t('validFrom')}
          value={threat.validFrom}
          onChange={(validFrom) => changeThreat({ validFrom })}
          direction="nearest"
        />
        <TimeField
          path="threat.validUntil"
          label={t('validUntil')}
          value={threat.validUntil}
          onChange={(validUntil) => changeThreat({ validUntil })}
          direction="future"
          passedWarning={threat.status === 'current' ? t(untilPassed) : undefined}
        />
      </div>
      <p className="-mt-2 text-small text-ink-2">{t('validUntilHint')}</p>
      <TimeField
        path="threat.reviewBy"
        label={t('reviewBy')}
        hint={threat.reviewBy === null ? t('reviewAuto', { hours }) : t('reviewHint')}
        placeholder={threat.reviewBy === null ? t('reviewPlaceholder', { hours }) : undefined}
        value={threat.reviewBy ?? ''}
        onChange={(reviewBy) => changeThreat({ reviewBy })}
        direction="future"
        passedWarning={threat.status === 'current' ? t('reviewPassed') : undefined}
        defaultMillis={threat.reviewBy === null ? now + hours * hourMillis : undefined}
      />
      {threat.reviewBy !== null && (
        <Button size="small" className="-mt-2 self-start" onClick={() => changeThreat({ reviewBy: null })}>
          {t('reviewDefault', { hours })}
        </Button>
      )}
    </CollapsibleSection>
  );
}

function useValiditySummary(): string {
  const t = useTranslations('form.validity');
  const { form, timeZone } = useForm();
  const now = useNow().getTime();
  const { moment } = useFormatsIn(timeZone);
  if (!form.threat) return '';
  const { reviewBy, validUntil } = form.threat;
  const until = parseMoment(validUntil, { timeZone, now, direction: 'future' });
  const review = parseMoment(reviewBy ?? '', { timeZone, now, direction: 'future' });
  return [
    form.at.trim() === '' ? t('sumNow') : t('sumAt', { at: form.at }),
    until.ok && until.value && t('sumUntil', { until: moment(until.value) }),
    reviewBy === null
      ? t('sumReviewAuto', { hours: reviewHours(form.severity) })
      : review.ok && review.value && t('sumReview', { review: moment(review.value) }),
  ]
    .filter(Boolean)
    .join(', ');
}
