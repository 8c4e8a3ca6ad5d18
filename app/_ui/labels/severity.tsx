import { useTranslations } from 'next-intl';
import { isSerious, type Severity } from '@/db/model/words';

type SeverityProps = {
  severity: Severity;
  /** Whether a mission is under threat now: alarm-coloured if severe or extreme, otherwise amber. */
  isActive?: boolean;
  /** Shows only the mark; the word is for assistive technology. */
  isShort?: boolean;
  className?: string;
};

/** Each severity has its own shape: double triangle, full triangle, half triangle, outline, question mark. */
export function SeverityMark({ severity }: { severity: Severity }) {
  return (
    <svg aria-hidden viewBox="0 0 14 14" className="size-[0.875em] shrink-0" fill="currentColor">
      {shapes[severity]}
    </svg>
  );
}

const outline = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.6, strokeLinejoin: 'round' } as const;

const shapes = {
  extreme: <path d="M7 0 13 6.5H1zM7 6.5 14 14H0z" />,
  severe: <path d="M7 1 14 13H0z" />,
  moderate: (
    <>
      <path d="M7 2 13 12.2H1z" {...outline} />
      <path d="M3.6 8 7 8h3.4L13 12.2H1z" />
    </>
  ),
  minor: <path d="M7 2 13 12.2H1z" {...outline} />,
  unknown: (
    <>
      <circle cx="7" cy="7" r="6" {...outline} strokeDasharray="2.4 1.4" />
      <circle cx="7" cy="7" r="1.4" />
    </>
  ),
} satisfies Record<Severity, React.ReactNode>;

export function SeverityLabel({
  severity,
  isActive = false,
  isShort = false,
  className = '',
}: SeverityProps) {
  const t = useTranslations('words.severities');
  const tone = isActive ? (isSerious(severity) ? 'text-alarm' : 'text-amber') : 'text-ink';
  return (
    <span className={`inline-flex items-center gap-1.5 font-bold whitespace-nowrap ${tone} ${className}`}>
      <SeverityMark severity={severity} />
      <span className={isShort ? 'sr-only' : undefined}>{t(severity)}</span>
    </span>
  );
}

/** A filled diamond, the shape of an attack. */
export function AttackMark({ className }: { className: string }) {
  return (
    <svg aria-hidden viewBox="0 0 14 14" className={className} fill="currentColor">
      <path d="M7 0 14 7 7 14 0 7z" />
    </svg>
  );
}

/** Beside or in place of the severity during an attack: a filled diamond. */
export function UnderAttackLabel({ className = '' }: { className?: string }) {
  const t = useTranslations('common');
  return (
    <span className={`inline-flex items-center gap-1.5 font-bold whitespace-nowrap text-alarm ${className}`}>
      <AttackMark className="size-[0.875em] shrink-0" />
      {t('underAttack')}
    </span>
  );
}
