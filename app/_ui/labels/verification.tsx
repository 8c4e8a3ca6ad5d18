import { useTranslations } from 'next-intl';
import type { Verification } from '@/db/model/words';

const marks: Record<Verification, string> = {
  unverified: 'M7 1.8a5.2 5.2 0 1 0 0 10.4A5.2 5.2 0 1 0 7 1.8',
  corroborated: 'M1.5 7.5 4.5 10.5 11 3.5',
  confirmed: 'M.8 7.8 3.6 10.6 8.8 4M5.6 9.6 6.6 10.6 12.6 3.6',
  disputed: 'M7 1.5V8.5M7 11.2V12.4',
  refuted: 'M2.5 2.5 11.5 11.5M11.5 2.5 2.5 11.5',
};

/** The verification status: a mark and a word; amber if disputed. */
export function VerificationLabel({ verification }: { verification: Verification }) {
  const t = useTranslations('words.verifications');
  const tone = verification === 'disputed' ? 'font-medium text-amber' : '';
  return (
    <span
      data-tip={t(`${verification}.meaning`)}
      className={`inline-flex items-center gap-1 whitespace-nowrap ${tone}`}
    >
      <svg
        aria-hidden
        viewBox="0 0 14 14"
        className="size-[0.875em] shrink-0"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
      >
        <path d={marks[verification]} />
      </svg>
      {t(`${verification}.word`)}
    </span>
  );
}
