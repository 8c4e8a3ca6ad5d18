'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { KeyboardEvent, ReactNode } from 'react';
import type { ReviewItem } from '@/db/model/event/review';
import { useFormats } from '../_i18n/use-formats';
import { ConfirmationLabel } from '../_ui/labels/confirmation';
import { EventTitle } from '../_ui/labels/event-title';
import { Flag } from '../_ui/labels/flag';
import { KindMark } from '../_ui/labels/kind-mark';
import { SeverityLabel } from '../_ui/labels/severity';
import { PhaseLabel, StatusLabel } from '../_ui/labels/status';
import { Time } from '../_ui/labels/time';
import { TlpLabel } from '../_ui/labels/tlp';
import { linkClass } from '../_ui/link-class';

type ReviewRowProps = {
  item: ReviewItem;
  /** Whether the keys act on it. */
  isCurrent: boolean;
  onMark: () => void;
  onStep: (step: 1 | -1) => void;
  /** Its buttons. */
  children: ReactNode;
};

/** The page of a record, also of a deleted one. */
export function pathOf({ event, isDeleted }: ReviewItem): string {
  return isDeleted ? `/deleted/${event.ref}` : `/events/${event.ref}`;
}

/** A record to review: what it needs and since when, and which record it is. */
export function ReviewRow({ item, isCurrent, onMark, onStep, children }: ReviewRowProps) {
  const { event, needs, isDeleted, mergedInto } = item;
  const words = useTranslations('words.reviewNeeds');
  const t = useTranslations('event.review');
  const router = useRouter();
  const { country: nameOf, city: cityOf } = useFormats();
  const { city, country } = event.location;
  const targeted = [...new Set(event.targets.map((target) => target.country))];
  const { threat } = event;

  function onKeyDown(key: KeyboardEvent<HTMLLIElement>): void {
    if (key.target !== key.currentTarget || key.ctrlKey || key.metaKey || key.altKey) return;
    if (key.key === 'ArrowDown' || key.key === 'ArrowUp') onStep(key.key === 'ArrowDown' ? 1 : -1);
    else if (key.key === 'Enter') router.push(pathOf(item));
    else return;
    key.preventDefault();
  }

  return (
    <li
      className="review-row"
      aria-current={isCurrent || undefined}
      tabIndex={isCurrent ? 0 : -1}
      onFocus={onMark}
      onClick={onMark}
      onKeyDown={onKeyDown}
    >
      <p className="review-need">
        {needs.map((need) => (
          <span key={need} className="block">
            {words(need)}
          </span>
        ))}
      </p>
      <div className="review-record">
        <p className="flex min-w-0 items-center gap-2">
          <KindMark kind={event.kind} isNamed={false} />
          {targeted.slice(0, 4).map((one) => (
            <Flag key={one} country={one} alt={nameOf(one)} />
          ))}
          <Link
            href={pathOf(item)}
            prefetch={false}
            tabIndex={-1}
            className={`min-w-0 truncate font-medium ${linkClass}`}
          >
            <EventTitle event={event} />
          </Link>
        </p>
        <p className="review-facts">
          <span>{city ? cityOf(city, country) : nameOf(country)}</span>
          <SeverityLabel severity={event.severity} isActive={threat?.status === 'current'} />
          {!isDeleted && event.incident && <PhaseLabel phase={event.incident.phase} />}
          {!isDeleted && threat && threat.status !== 'current' && <StatusLabel status={threat.status} />}
          {threat?.validUntil && (
            <span>{t.rich('until', { when: () => <Time moment={threat.validUntil ?? ''} /> })}</span>
          )}
          {threat?.reviewBy && (
            <span>{t.rich('reviewBy', { when: () => <Time moment={threat.reviewBy ?? ''} /> })}</span>
          )}
        </p>
      </div>
      <div className="review-work">
        <ConfirmationLabel toBeConfirmed={event.toBeConfirmed} />
        {mergedInto && <span className="text-ink-2"> · {t('mergedInto', { ref: mergedInto })}</span>}
        {children}
      </div>
      <p className="review-ref">
        <span className="font-mono text-small text-ink-2">{event.ref}</span>
        <TlpLabel tlp={event.tlp} isCompact />
      </p>
    </li>
  );
}
