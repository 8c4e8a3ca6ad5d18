import { useTranslations } from 'next-intl';
import type { Kind } from '@/db/model/words';

/** A threat is an outlined triangle, an incident a filled disc; alarm-coloured only while it is under threat now. */
export function KindMark({
  kind,
  isAlarm = false,
  isNamed = true,
}: {
  kind: Kind;
  isAlarm?: boolean;
  isNamed?: boolean;
}) {
  const t = useTranslations('words.kinds');
  return (
    <svg
      viewBox="0 0 18 18"
      role={isNamed ? 'img' : undefined}
      aria-label={isNamed ? t(kind) : undefined}
      aria-hidden={isNamed ? undefined : true}
      className={`size-[1.125rem] shrink-0 ${isAlarm ? 'text-alarm' : 'text-incident'}`}
    >
      {kind === 'threat' ? (
        <path
          d="M9 1.8 16.8 15.6H1.2zM9 7v4M9 12.8v.7"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.8"
          strokeLinejoin="round"
        />
      ) : (
        <circle cx="9" cy="9" r="6" fill="currentColor" />
      )}
    </svg>
  );
}
